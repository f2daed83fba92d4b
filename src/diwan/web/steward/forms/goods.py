"""The owner's forms of what is on sale: one for each rhythm, with only the fields that mean something for it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from diwan.commerce import public as commerce
from diwan.commerce.enums import IncomeKind, Interval
from diwan.kernel import ids
from diwan.kernel.text.money import parse_money, plain_amount
from diwan.web.deeds import DeedForm, KeyedForm
from diwan.web.fields import FigureField, MoneyField

MOST_BYTES = 25_000_000
GOODS = {
    "membership": (IncomeKind.MEMBERSHIP, _("A membership")),
    "free": (IncomeKind.MEMBERSHIP, _("A free tier")),
    "product": (IncomeKind.PRODUCT, _("A guide or file")),
    "course": (IncomeKind.COURSE, _("A seat in a course")),
}
"""What can be put on sale here, by the word in the address."""


class GoodForm(DeedForm):
    """An offer in both languages. `sort` is a key of GOODS; an offer that exists keeps its rhythm."""

    name_ar = forms.CharField(
        label=_("Name in Arabic"), max_length=80, widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"})
    )
    name_en = forms.CharField(
        label=_("Name in English"), max_length=80, widget=forms.TextInput(attrs={"dir": "ltr", "lang": "en"})
    )
    about_ar = forms.CharField(
        label=_("What it is, in Arabic"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "rtl", "lang": "ar"}),
    )
    about_en = forms.CharField(
        label=_("What it is, in English"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "lang": "en"}),
    )

    def __init__(
        self, *args: Any, sort: str, currency: str, sellers: list[tuple[str, str]], is_new: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sort, self.currency = sort, currency
        if sort != "free":
            self._add_prices()
        if sort == "membership":
            self._add_terms(is_new)
        if sort in ("product", "course"):
            self.fields["to"] = forms.ChoiceField(
                label=_("Whose work is it?"), choices=[("", _("The community’s")), *sellers], required=False
            )
            self.fields["file"] = forms.FileField(
                label=_("File to download"),
                required=False,
                help_text=_("Only buyers can download it, and they are asked anew each time."),
                widget=forms.ClearableFileInput(attrs={"class": "input"}),
            )

    def _add_prices(self) -> None:
        money: dict[str, Any] = {"currency": self.currency}
        self.fields["price"] = MoneyField(label=_("Price, tax included"), least_minor=1, **money)
        self.fields["least"] = MoneyField(
            label=_("Least that one may pay"),
            required=False,
            help_text=_("Filled in, everybody pays what they can from here up, and the price is a suggestion."),
            **money,
        )
        self.fields["regional"] = forms.CharField(
            label=_("Prices by country"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
            help_text=_("One line for each: two letters of the country and the price. Everybody can read the table."),
        )

    def _add_terms(self, is_new: bool) -> None:
        if is_new:
            rhythms = [(Interval.MONTH, Interval.MONTH.label), (Interval.YEAR, Interval.YEAR.label)]
            self.fields["interval"] = forms.ChoiceField(label=_("How often is it paid?"), choices=rhythms)
        for name, label, most in (
            ("seats", _("For how many people?"), 200),
            ("trial_days", _("Days to try it for nothing"), 90),
            ("grace_days", _("Days it stays open after its end"), 90),
            ("steer_percent", _("Part of the fee a member may steer, in percent"), 100),
        ):
            self.fields[name] = FigureField(
                label=label,
                whole=True,
                least=1 if name == "seats" else 0,
                most=most,
                initial=1 if name == "seats" else 0,
            )

    def clean_regional(self) -> dict[str, int]:
        table: dict[str, int] = {}
        for line in str(self.cleaned_data["regional"]).splitlines():
            country, _blank, amount = line.strip().partition(" ")
            if not country:
                continue
            try:
                table[country.upper()] = parse_money(amount, self.currency)
            except ValueError as error:
                raise forms.ValidationError(_("Write each line like this: EG 3.00")) from error
        return table

    def clean_file(self) -> tuple[str, bytes] | None:
        sent = self.cleaned_data.get("file")
        if not sent:
            return None
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large: twenty-five megabytes at most."))
        return sent.name, sent.read()

    def words(self) -> dict[str, Any]:
        """Names, texts and price, of a form that is valid."""
        given = self.cleaned_data
        told = {name: given[name] for name in ("name_ar", "name_en", "about_ar", "about_en")}
        return {**told, "price_minor": given.get("price") or 0}

    def extras(self) -> commerce.Extras:
        """Everything beside name and price."""
        given = self.cleaned_data
        return commerce.Extras(
            least_minor=given.get("least"),
            regional=given.get("regional") or {},
            seats=int(given.get("seats") or 1),
            trial_days=int(given.get("trial_days") or 0),
            grace_days=int(given.get("grace_days") or 0),
            steer_most_bp=int(given.get("steer_percent") or 0) * 100,
            to=UUID(given["to"]) if given.get("to") else None,
        )

    def rhythm(self) -> str:
        """How often it is paid."""
        return "free" if self.sort == "free" else self.cleaned_data.get("interval") or Interval.ONCE

    def slug(self) -> str:
        """An address of its own: from the English name, and unlike any other."""
        return f"{slugify(self.cleaned_data['name_en'])[:32].strip('-') or self.sort}-{ids.short_code()[:6].lower()}"


def initial_of(offer: commerce.OfferView, currency: str) -> dict[str, Any]:
    """An offer as its form shows it."""
    return {
        "name_ar": offer.name_ar, "name_en": offer.name_en, "about_ar": offer.about_ar, "about_en": offer.about_en,
        "price": offer.price_minor, "least": offer.least_minor, "seats": offer.seats, "trial_days": offer.trial_days,
        "grace_days": offer.grace_days, "steer_percent": offer.steer_most_bp // 100, "to": str(offer.to or ""),
        "regional": "\n".join(f"{code} {plain_amount(price, currency)}" for code, price in offer.regional.items()),
    }  # fmt: skip


class CouponForm(KeyedForm):
    """A code and what it takes off: a part or an amount."""

    code = forms.CharField(
        label=_("Code"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Left empty, one is drawn."),
    )
    percent = FigureField(label=_("Percent off"), whole=True, least=1, most=100, required=False)

    def __init__(self, *args: Any, currency: str, offers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = MoneyField(
            label=_("Or an amount off"), currency=currency, least_minor=1, required=False
        )
        self.fields["offer"] = forms.ChoiceField(
            label=_("For which offer?"), choices=[("", _("Any")), *offers], required=False
        )
        self.fields["most_uses"] = FigureField(
            label=_("How often at most?"), whole=True, least=1, most=100_000, required=False
        )
        self.fields["until"] = forms.DateField(
            label=_("Until which day?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
        )
