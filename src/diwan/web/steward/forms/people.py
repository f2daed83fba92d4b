from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.people import public as people
from diwan.people.enums import Role
from diwan.web.deeds import DeedForm
from diwan.web.fields import FigureField

POWERS = [(value, label) for value, label in Role.choices if value != Role.MEMBER]


class InvitationForm(DeedForm):
    note = forms.CharField(
        label=_("For whom?"),
        max_length=120,
        required=False,
        help_text=_("A reminder for yourself: “the Saturday market”."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    days = FigureField(label=_("Days it works"), least=1, most=365, initial="14")
    uses = FigureField(label=_("People it lets in"), least=1, most=1000, initial="25")


class RoleForm(DeedForm):
    """A role with power, or a duty by the name the sharing plan gives it."""

    member = forms.ModelChoiceField(queryset=people.Membership.objects.none(), label=_("Who?"))
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("a duty, named below")), *POWERS])
    duty = forms.SlugField(
        label=_("Duty"),
        max_length=30,
        required=False,
        help_text=_("The name your sharing plan uses, in Latin letters: moderator, coordinator, assistant."),
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member = cast("forms.ModelChoiceField[Any]", self.fields["member"])
        member.queryset = members
        member.label_from_instance = _name_of  # type: ignore[method-assign,assignment]  # Django's documented way

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("role") and not given.get("duty"):
            self.add_error("role", _("Choose a role, or write a duty."))
        return given


def _name_of(row: Any) -> str:
    return str(row.person.display_name)
