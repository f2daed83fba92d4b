from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.commerce.enums import BY_HAND_CHOICES
from diwan.kernel import clock
from diwan.web.deeds import DeedForm, KeyedForm
from diwan.web.fields import MoneyField

_WORDS = {"dir": "auto"}


class ApprovalForm(KeyedForm):
    """How much arrived. The key is the order's own: it changes when the order does."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = MoneyField(
            label=_("How much arrived?"),
            currency=currency,
            least_minor=1,
            help_text=_("Less keeps the order open for the rest; more becomes the payer’s credit."),
        )


class RejectionForm(DeedForm):
    reason = forms.CharField(
        label=_("Why? The payer reads it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("For example: the amount on the slip is not readable."),
    )


class RefundForm(KeyedForm):
    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = MoneyField(label=_("How much goes back?"), currency=currency, least_minor=1)
        self.fields["reason"] = forms.CharField(
            label=_("Why? The payer reads it."), max_length=300, widget=forms.TextInput(attrs=_WORDS)
        )


class CostForm(KeyedForm):
    """What was spent, under the name the sharing plan knows."""

    def __init__(self, *args: Any, currency: str, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actual"] = forms.ChoiceField(
            label=_("What for?"),
            choices=names,
            help_text=_("Only costs the sharing plan names are paid before sharing."),
        )
        self.fields["amount"] = MoneyField(label=_("How much?"), currency=currency, least_minor=1)
        self.fields["paid_from"] = forms.ChoiceField(label=_("Paid from"), choices=BY_HAND_CHOICES)
        self.fields["date"] = forms.DateField(label=_("When?"), widget=forms.DateInput(attrs={"type": "date"}))
        self.fields["note"] = forms.CharField(
            label=_("Note"), max_length=300, required=False, widget=forms.TextInput(attrs=_WORDS)
        )

    def clean_date(self) -> date:
        given: date = self.cleaned_data["date"]
        if given > clock.now().date() + timedelta(days=1):
            raise forms.ValidationError(_("This day has not come yet."))
        return given


class TillForm(DeedForm):
    """How members pay by one way; closed, it is offered to nobody."""

    kind = forms.ChoiceField(choices=BY_HAND_CHOICES, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Its name"), max_length=60, widget=forms.TextInput(attrs=_WORDS))
    instructions_ar = forms.CharField(
        label=_("What to do, in Arabic"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "rtl", "lang": "ar"}),
    )
    instructions_en = forms.CharField(
        label=_("What to do, in English"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "lang": "en"}),
    )
    is_open = forms.BooleanField(label=_("Members may pay this way"), required=False)
