"""What members write. The rooms decide what is acceptable; refusals come back as errors of the field concerned."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _

from diwan.gathering import errors
from diwan.gathering.enums import PostKind
from diwan.gathering.public import SpaceView
from diwan.kernel.errors import DiwanError
from diwan.trust import errors as trust
from diwan.web.member.forms.label import LabelFields
from diwan.web.member.forms.tags import TagsField

LANGUAGES = [("ar", "العربية"), ("en", "English")]
MOST_PICTURES = 6
_MISSING = (errors.NotFound, trust.NoSuchReport, trust.NoSuchDecision, trust.NoSuchSanction, trust.NoSuchAppeal)
_FIELD_OF: dict[type[DiwanError], str] = {
    errors.TitleNeeded: "title",
    errors.TextNeeded: "body",
    errors.TextTooLong: "body",
    errors.UnwritableText: "body",
    errors.ImageTooHeavy: "pictures",
    errors.ImageTooManyPixels: "pictures",
    errors.ImageUnreadable: "pictures",
    errors.LabelNeeded: "sponsor",
    errors.LabelStays: "promotion",
    errors.AffiliateLinkUnlabelled: "promotion",
}


class DoorForm(forms.Form):
    """A form whose words go through a room's door."""

    def through(self, door: Callable[[dict[str, Any]], Any]) -> Any:
        """Call `door` with the cleaned words; None when the form or the room refuses them, the errors then say why."""
        if not self.is_valid():
            return None
        try:
            return door(self.cleaned_data)
        except _MISSING as error:
            raise Http404 from error
        except DiwanError as error:
            name = _FIELD_OF.get(type(error))
            self.add_error(name if name in self.fields else None, str(error.sentence))
            return None


class Pictures(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PicturesField(forms.FileField):
    """Several files; cleans to a list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=Pictures(attrs={"accept": "image/*"}), **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(PicturesField, self).clean(one, initial) for one in files[:MOST_PICTURES]]


def title_field() -> forms.CharField:
    return forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": errors.TitleNeeded.sentence},
    )


def body_field(label: Any, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        error_messages={"required": errors.TextNeeded.sentence},
    )


class PostForm(LabelFields, DoorForm):
    """A new post. `images`: the ids of pictures kept by an earlier attempt, so that a mistake elsewhere loses none."""

    kind = forms.ChoiceField(choices=PostKind.choices, widget=forms.HiddenInput)
    title = title_field()
    body = body_field(_("Text"), rows=10)
    space = forms.TypedChoiceField(label=_("Space"), coerce=int)
    language = forms.ChoiceField(label=_("Written in"), choices=LANGUAGES)
    pictures = PicturesField(
        label=_("Pictures"),
        required=False,
        help_text=_(
            "They are drawn anew without the place and device a camera writes into them. "
            "The first one becomes the cover."
        ),
    )
    tags = TagsField()
    images = forms.RegexField(r"^\d+(,\d+)*$", required=False, widget=forms.HiddenInput)
    draft = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        spaces: Iterable[SpaceView],
        language: str,
        is_draft: bool = False,
        tags: Iterable[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["space"]
        chosen.choices = [(row.id, row.name_in(language)) for row in spaces]  # type: ignore[attr-defined]  # a ChoiceField has them
        self.fields["tags"].widget.known = tags
        if is_draft:
            self.fields["title"].required = self.fields["body"].required = False

    def keep_pictures(self, attach: Callable[[bytes], int]) -> None:
        """Hand each file to `attach` and remember its id in the form; a refused file is an error of its field."""
        self.full_clean()
        kept = self.image_ids
        try:
            kept += [attach(file.read()) for file in self.cleaned_data.get("pictures", [])]
        except errors.ImageRefused as error:
            self.add_error("pictures", str(error.sentence))
        said = QueryDict(mutable=True)
        said.update(self.data)
        said["images"] = ",".join(map(str, kept))
        self.data = said

    @property
    def image_ids(self) -> list[int]:
        text = str(self["images"].value() or "")
        return [int(part) for part in text.split(",") if part.isascii() and part.isdigit() and len(part) <= 18]


class EditPostForm(LabelFields, DoorForm):
    title = title_field()
    body = body_field(_("Text"), rows=14)
    tags = TagsField()


class CommentForm(DoorForm):
    """`parent`: the comment that is replied to."""

    body = body_field(_("Your comment"), rows=6)
    parent = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
