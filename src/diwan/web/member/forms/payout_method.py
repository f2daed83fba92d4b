from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import MethodKind
from diwan.web.deeds import DeedForm

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
    return {
        "holder": _words(_("Name on the account")),
        "account": _words(
            _("IBAN or account number"), code=True, hint=_("Its check digits are tested before it is kept.")
        ),
        "bank_name": _words(_("Bank"), required=False),
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
