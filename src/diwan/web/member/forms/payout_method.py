from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import MethodKind
from diwan.web.deeds import DeedForm, KeyedForm
from diwan.web.fields import MoneyField

_PLAIN = {"dir": "auto", "autocomplete": "off"}
_CODE = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}


def _words(label: Any, *, required: bool = True, code: bool = False, hint: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs=_CODE if code else _PLAIN)
    return forms.CharField(label=label, required=required, max_length=120, widget=widget, help_text=hint)


def _fields_of(kind: str) -> dict[str, forms.Field]:
    """What each kind of destination asks for."""
    if kind == MethodKind.WALLET:
        return {
            "holder": _words(_("Name on the wallet")),
            "phone": _words(_("Its number"), code=True),
            "provider": _words(_("Company"), required=False),
        }
    if kind == MethodKind.CASH:
        return {"note": _words(_("Where and how?"), hint=_("For example: at the Saturday meeting, from Tariq."))}
    if kind == MethodKind.PAYPAL:
        return {"email": forms.EmailField(label=_("PayPal address"), max_length=120)}
    if kind == MethodKind.STRIPE:
        return {"connected": _words(_("Your connected Stripe account"), code=True, hint=_("It begins with acct_."))}
    return {
        "holder": _words(_("Name on the account")),
        "account": _words(
            _("IBAN or account number"), code=True, hint=_("Its check digits are tested before it is kept.")
        ),
        "bank_name": _words(_("Bank"), required=False),
        "bic": _words(_("The bank’s code (BIC), if you know it"), required=False, code=True),
        "latin": _words(
            _("Your name in Latin letters, as the bank writes it"),
            required=False,
            code=True,
            hint=_("Bank files take Latin letters only; left empty, we spell your name ourselves."),
        ),
    }


class PayoutMethodForm(DeedForm):
    """Where a member wants to be paid; the fields follow the kind."""

    kind = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = kind
        self.fields.update(_fields_of(kind))

    def details(self) -> Mapping[str, str]:
        """The destination without its kind, empty fields left out."""
        return {name: text for name, text in self.cleaned_data.items() if name != "kind" and text}


class DonationForm(KeyedForm):
    """What a member leaves to the common pot out of what is payable to them."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = MoneyField(label=_("How much?"), currency=currency, least_minor=1)


class IdentityCodeForm(DeedForm):
    code = forms.CharField(
        label=_("The code from our letter"),
        max_length=12,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "one-time-code", "spellcheck": "false"}),
    )
