from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.commerce import public as commerce
from diwan.commerce.enums import BY_HAND_CHOICES, Till
from diwan.commerce.tills.enums import Scheme
from diwan.web.deeds import DeedForm

_PLACES = ("date", "amount", "credit", "debit", "sign", "text", "name", "reference")


class StatementForm(DeedForm):
    """A file from the bank or the wallet, in any of the shapes they give out."""

    till = forms.ChoiceField(label=_("Which till is it of?"), choices=BY_HAND_CHOICES, initial=Till.BANK)
    file = forms.FileField(
        label=_("The bank’s file (CSV)"),
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
        help_text=_(
            "Headings in Arabic or English, either digits, comma or point: it is shown before anything is kept."
        ),
    )


class ColumnsForm(DeedForm):
    """Which column is which, chosen among the file's own headings."""

    def __init__(self, *args: Any, headings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(-1, _("none")), *((place, text or f"#{place + 1}") for place, text in enumerate(headings))]
        labels = {
            "date": _("Day"), "amount": _("Amount, with its sign"), "credit": _("Money in"), "debit": _("Money out"),
            "sign": _("In or out"), "text": _("Description"), "name": _("Who paid"),
            "reference": _("The bank’s number"),
        }  # fmt: skip
        for part in _PLACES:
            self.fields[part] = forms.TypedChoiceField(label=labels[part], choices=choices, coerce=int)
        self.fields["decimal"] = forms.ChoiceField(
            label=_("Before fractions stands"), choices=[(".", _("a point: 12.50")), (",", _("a comma: 12,50"))]
        )
        self.fields["order"] = forms.ChoiceField(
            label=_("Days are written"), choices=[("day", _("day first: 31/12")), ("month", _("month first: 12/31"))]
        )

    def columns(self) -> commerce.Columns:
        """The choice as columns."""
        given = self.cleaned_data
        places = {part: given[part] for part in _PLACES}
        return commerce.Columns(**places, decimal=given["decimal"], is_day_first=given["order"] == "day")


class PayAddressForm(DeedForm):
    """One place where money arrives: each scheme reads its own address."""

    scheme = forms.ChoiceField(label=_("What is it?"), choices=Scheme.choices)
    address = forms.CharField(
        label=_("Account, alias, number or place"),
        max_length=80,
        help_text=_("IBAN, CliQ alias, name@instapay, the wallet’s phone number, or where cash is taken."),
    )
    holder = forms.CharField(
        label=_("In whose name?"), max_length=80, required=False, help_text=_("As the payer’s bank shows it.")
    )
    provider = forms.CharField(
        label=_("Bank or wallet"), max_length=60, required=False, help_text=_("For example: Zain Cash, Vodafone Cash.")
    )
