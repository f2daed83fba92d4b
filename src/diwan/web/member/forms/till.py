from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.commerce import public as commerce
from diwan.commerce.enums import Till
from diwan.web.deeds import DeedForm, KeyedForm

MOST_BYTES = 12_000_000


class OrderForm(KeyedForm):
    """An offer and the way to pay for it; a free offer asks for no way."""

    offer = forms.IntegerField(widget=forms.HiddenInput)
    method = forms.ChoiceField(label=_("How will you pay?"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, offer: commerce.OfferView, methods: list[commerce.TillMethodView], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].initial = offer.id
        if offer.price_minor == 0:
            del self.fields["method"]
            return
        method = cast(forms.ChoiceField, self.fields["method"])
        method.choices = [(one.kind, one.title or Till(one.kind).label) for one in methods]
        method.initial = methods[0].kind if methods else None


class PhotoForm(DeedForm):
    """A photo of the receipt, from the phone's camera or its gallery."""

    photo = forms.FileField(
        label=_("Photo of the receipt"),
        help_text=_("The slip, or a picture of the transfer on your screen. Only you and the treasurers see it."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment", "class": "input"}),
        error_messages={"required": _("Choose a photo first.")},
    )

    def clean_photo(self) -> bytes:
        sent = self.cleaned_data["photo"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("This photo is too large. Take it anew, or send a smaller one."))
        content: bytes = sent.read()
        return content
