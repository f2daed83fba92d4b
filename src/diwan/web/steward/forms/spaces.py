from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.gathering.enums import PostKind, Tone
from diwan.web.deeds import DeedForm
from diwan.web.fields import FigureField


class SpaceForm(DeedForm):
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=60, widget=forms.TextInput(attrs={"dir": "auto"}))
    name_en = forms.CharField(label=_("Name in English"), max_length=60, widget=forms.TextInput(attrs={"dir": "auto"}))
    kind = forms.ChoiceField(label=_("What is mostly written here"), choices=PostKind.choices)
    tone = forms.ChoiceField(label=_("Colour"), choices=Tone.choices)
    position = FigureField(label=_("Place in the list"), whole=True, least=0, most=999)
    is_public = forms.BooleanField(
        label=_("Visitors may read it"),
        required=False,
        help_text=_("Without this the space and everything in it is not there for anybody but members."),
    )


class NewSpaceForm(SpaceForm):
    """Its address is given once: links to it are kept by other people."""

    slug = forms.SlugField(label=_("Address"), max_length=40, help_text=_("In Latin letters. It cannot be changed."))

    def __init__(self, *args: Any, taken: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if slug in self.taken:
            raise forms.ValidationError(_("There is a space with this address already."))
        return slug
