"""Saying that something is wrong, and deciding about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.trust.enums import Code, Outcome, Reason
from diwan.web.member.forms.gathering import DoorForm


def _words(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(label=label, max_length=2000, required=required, widget=area, help_text=help_text)


class ReportForm(DoorForm):
    reason = forms.ChoiceField(label=_("What is wrong with it?"), choices=Reason.choices, widget=forms.RadioSelect)
    note = _words(_("What should the moderators know?"), required=False)


class DecisionForm(DoorForm):
    """`code`: the published reason; `days`: how long a limit or suspension lasts, empty for one without an end."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect)
    code = forms.ChoiceField(
        label=_("Which published reason it rests on"),
        choices=[(code.value, code.label) for code in Code],
        required=False,
    )
    days = forms.TypedChoiceField(
        label=_("For how long, if limited or suspended"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("7", _("a week")), ("30", _("a month")), ("", _("until somebody lifts it"))],
    )
    reason = _words(_("The reason, as they will read it"))


class SeveralForm(DoorForm):
    """Several cases left as they are, for one reason."""

    reports = forms.MultipleChoiceField(label=_("Which"), widget=forms.CheckboxSelectMultiple)
    reason = _words(_("The reason, as they will read it"))

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reports"].choices = choices  # type: ignore[attr-defined]  # a field of choices has them


class ReasonForm(DoorForm):
    reason = _words(_("The reason, as they will read it"))


class AppealForm(DoorForm):
    text = _words(
        _("Why should it be looked at again?"), help_text=_("Somebody who had no part in the decision reads it.")
    )


class AppealDecisionForm(DoorForm):
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("confirm", _("The decision stands")), ("overturn", _("The decision is undone"))],
        widget=forms.RadioSelect,
    )
    answer = _words(_("The answer, as they will read it"))
