"""The editorial desk: an idea, who writes it, what is said about it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.gathering import errors
from diwan.gathering.public import SpaceView
from diwan.web.deeds import DeedForm
from diwan.web.member.forms.gathering import DoorForm, title_field


def due_field() -> forms.DateField:
    return forms.DateField(
        label=_("Due on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def space_field(spaces: Iterable[SpaceView], language: str) -> forms.TypedChoiceField:
    choices = [("", _("To be decided")), *((row.id, row.name_in(language)) for row in spaces)]
    return forms.TypedChoiceField(label=_("Space"), choices=choices, coerce=int, empty_value=None, required=False)


class ItemForm(DoorForm):
    """Something to be written."""

    title = title_field()
    brief = forms.CharField(
        label=_("What it should tell"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    due_date = due_field()

    def __init__(self, *data: Any, spaces: Iterable[SpaceView], language: str, **options: Any) -> None:
        super().__init__(*data, **options)
        self.fields["space"] = space_field(spaces, language)


class AssignmentForm(DoorForm):
    """Who writes it, by when, for which space."""

    due_date = due_field()

    def __init__(
        self,
        *data: Any,
        members: Iterable[tuple[int, str]],
        spaces: Iterable[SpaceView],
        language: str,
        is_begun: bool,
        **options: Any,
    ) -> None:
        super().__init__(*data, **options)
        choices = [("", _("Nobody yet")), *members]
        self.fields["author"] = forms.TypedChoiceField(
            label=_("Author"), choices=choices, coerce=int, empty_value=None, required=False, disabled=is_begun
        )
        self.fields["space"] = space_field(spaces, language)
        self.order_fields(["author", "due_date", "space"])


class RemarkForm(DeedForm):
    text = forms.CharField(
        label=_("A short word"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": errors.TextNeeded.sentence},
    )


class ReturnForm(DeedForm):
    reason = forms.CharField(
        label=_("What should change"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": errors.ReasonNeeded.sentence},
    )
