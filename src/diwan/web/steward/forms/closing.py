from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.distribution.enums import ObjectionStatus
from diwan.web.deeds import DeedForm
from diwan.web.fields import MoneyField


class StepForm(DeedForm):
    """One step of the rite: nothing to fill in, it happens once by itself."""


class PostingForm(DeedForm):
    """Posting; before the objection window has passed only with the owner's word that it is waived."""

    waive = forms.BooleanField(label=_("Nobody is going to object: do not wait for the window"), required=False)


class RestartForm(DeedForm):
    reason = forms.CharField(label=_("Why begin again?"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))


class VerdictForm(DeedForm):
    """One of the two verdicts an objection needs. Two decide when they agree, on the correction too."""

    decision = forms.ChoiceField(
        label=_("Your verdict"),
        choices=[
            (ObjectionStatus.ACCEPTED, _("The objection is right")),
            (ObjectionStatus.REJECTED, _("The sums are right")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["correction"] = MoneyField(
            label=_("Correction, if it is right"),
            currency=currency,
            required=False,
            help_text=_("Paid from the common fund as a new entry. What was published stays as it was."),
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why? It is published with the decision."),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        )
