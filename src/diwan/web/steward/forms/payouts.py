from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import PaidFrom
from diwan.web.deeds import DeedForm
from diwan.web.fields import MoneyField

_WORDS = {"dir": "auto"}
MOST_BYTES = 12_000_000


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
