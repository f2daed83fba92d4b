"""Forms of stewards about services: a decision, agreeing to one, and what is published."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.commerce import public as commerce
from diwan.web.deeds import KeyedForm
from diwan.web.fields import FigureField, MoneyField


class DecisionForm(KeyedForm):
    """How much goes to the provider; the rest goes back."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["released"] = MoneyField(
            label=_("How much goes to the provider?"), currency=currency,
            help_text=_("What is left of the held money goes back to the buyer. Nothing is possible, and all."),
        )  # fmt: skip
        self.fields["reason"] = forms.ChoiceField(label=_("On what does it rest?"), widget=forms.RadioSelect)
        cast(forms.ChoiceField, self.fields["reason"]).choices = commerce.services.DisputeReason.choices
        self.fields["text"] = forms.CharField(
            label=_("Why? Both sides read it."), max_length=600, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
        )


class AgreementForm(KeyedForm):
    """Agreeing to exactly what was read."""

    content = forms.CharField(max_length=64, widget=forms.HiddenInput)


class RefusalForm(KeyedForm):
    text = forms.CharField(
        label=_("Why do you not agree?"), max_length=600, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class TermsForm(KeyedForm):
    """What the community publishes about services."""

    term_days = FigureField(label=_("Days a delivery waits for the buyer’s word"), least=1, most=60)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["two_from"] = MoneyField(
            label=_("From which amount do two people decide?"), currency=currency,
            help_text=_("Counts what is held when a dispute is decided."),
        )  # fmt: skip
        self.fields["tax"] = FigureField(
            label=_("Tax inside the prices of services, in percent"), whole=True, least=0, most=100
        )
