from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import PaidFrom
from diwan.web.deeds import DeedForm
from diwan.web.fields import MoneyField

_WORDS = {"dir": "auto"}
_CODE = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
MOST_BYTES = 12_000_000
MOST_STATEMENT_BYTES = 20_000_000


class ApprovalForm(DeedForm):
    """Approval names the batch by its hash: what changed since it was looked at is refused."""

    hash = forms.CharField(max_length=64, widget=forms.HiddenInput)


class SendingForm(DeedForm):
    """How a payment can be found: the bank's reference, or a photo of the slip."""

    proof = forms.CharField(
        label=_("The bank’s reference"), max_length=120, required=False, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    photo = forms.FileField(
        label=_("Or a photo of the slip"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    paid_from = forms.ChoiceField(label=_("Paid from"), choices=PaidFrom.choices)

    def clean_photo(self) -> bytes | None:
        sent = self.cleaned_data["photo"]
        if not sent:
            return None
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("This photo is too large. Take it anew, or send a smaller one."))
        content: bytes = sent.read()
        return content


class FailureForm(DeedForm):
    reason = forms.CharField(
        label=_("What did the bank say? The payee reads it."), max_length=300, widget=forms.TextInput(attrs=_WORDS)
    )


class TermsForm(DeedForm):
    """The smallest payment made; what lies below stays on the balance."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minimum"] = MoneyField(label=_("Smallest payment"), currency=currency)
        self.fields["quantum"] = MoneyField(
            label=_("Smallest step the bank pays in"),
            currency=currency,
            least_minor=1,
            help_text=_("What is left over stays on the balance."),
        )
        self.fields["year_limit"] = MoneyField(
            label=_("The most one person is paid in a calendar year"),
            currency=currency,
            help_text=_("Zero: no limit. What lies beyond is carried to the next year."),
        )


class SourceForm(DeedForm):
    """The community's own account, as bank files name it."""

    holder = forms.CharField(label=_("Name on the account"), max_length=120, widget=forms.TextInput(attrs=_WORDS))
    account = forms.CharField(label=_("IBAN or account number"), max_length=60, widget=forms.TextInput(attrs=_CODE))
    bic = forms.CharField(
        label=_("The bank’s code (BIC)"), max_length=20, required=False, widget=forms.TextInput(attrs=_CODE)
    )
    latin = forms.CharField(
        label=_("The name in Latin letters, as the bank writes it"),
        max_length=70,
        required=False,
        widget=forms.TextInput(attrs=_CODE),
    )
    takes_arabic = forms.BooleanField(
        label=_("The bank takes Arabic in the remarks"),
        required=False,
        help_text=_("Then the payee’s own spelling stands beside the Latin one."),
    )

    def details(self) -> dict[str, str]:
        """The account without the question about Arabic, empty fields left out."""
        return {name: text for name, text in self.cleaned_data.items() if name != "takes_arabic" and text}


class StatementForm(DeedForm):
    """A file from the bank: a statement as CSV or camt.053, or a status report."""

    file = forms.FileField(
        label=_("The bank’s file"),
        help_text=_("CSV table, ISO 20022 camt.053 or pain.002."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xml,.txt,text/csv,application/xml"}),
    )

    def clean_file(self) -> bytes:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_STATEMENT_BYTES:
            raise forms.ValidationError(_("This file is too large for a statement. Send one under 20 MB."))
        content: bytes = sent.read()
        return content
