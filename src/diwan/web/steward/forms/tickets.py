"""Forms of whoever runs events: an event with up to four kinds of ticket, calling it off, the door."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.commerce import public as commerce
from diwan.web.deeds import KeyedForm
from diwan.web.fields import FigureField, MoneyField

MOST_TIERS = 4
_WORDS = {"dir": "auto"}
_NAMES = (("ar", "rtl", _("Ticket in Arabic")), ("en", "ltr", _("Ticket in English")))
_MOMENT = "%Y-%m-%dT%H:%M"
TierRow = tuple[forms.BoundField, forms.BoundField, forms.BoundField, forms.BoundField]


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "dir": "ltr"}, format=_MOMENT)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[_MOMENT, f"{_MOMENT}:%S"])


class EventForm(KeyedForm):
    """What, when, where, how many, and when tickets are on sale; times by the reader's own clock."""

    title_ar = forms.CharField(
        label=_("Name in Arabic"), max_length=120, widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"})
    )
    title_en = forms.CharField(
        label=_("Name in English"), max_length=120, widget=forms.TextInput(attrs={"dir": "ltr", "lang": "en"})
    )
    about = forms.CharField(
        label=_("About it"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"})
    )
    place = forms.CharField(label=_("Where"), max_length=200, widget=forms.TextInput(attrs=_WORDS))
    starts_at = _moment(_("Begins"))
    ends_at = _moment(_("Ends"))
    capacity = FigureField(label=_("Places"), least=1, most=100_000)
    sales_from = _moment(_("On sale from"))
    sales_until = _moment(_("On sale until"))
    tax = FigureField(label=_("Tax inside the prices, in percent"), least=0, most=100, initial="0")

    def spec(self) -> commerce.tickets.EventSpec:
        """What the cleaned fields say."""
        given = self.cleaned_data
        names = (
            "title_ar",
            "title_en",
            "about",
            "place",
            "starts_at",
            "ends_at",
            "capacity",
            "sales_from",
            "sales_until",
        )
        return commerce.tickets.EventSpec(tax_bp=given["tax"] * 100, **{name: given[name] for name in names})


class NewEventForm(EventForm):
    """With its kinds of ticket, which stay as they are once they are made."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_TIERS + 1):
            must = place == 1
            for language, direction, label in (
                ("ar", "rtl", _("Ticket in Arabic")),
                ("en", "ltr", _("Ticket in English")),
            ):
                self.fields[f"tier_{language}{place}"] = forms.CharField(
                    label=label, max_length=80, required=must,
                    widget=forms.TextInput(attrs={"dir": direction, "lang": language}),
                )  # fmt: skip
            self.fields[f"price{place}"] = MoneyField(label=_("Price"), currency=currency, required=must)
            self.fields[f"most{place}"] = FigureField(label=_("At most"), least=1, most=100_000, required=False)

    def rows(self) -> list[TierRow]:
        """The kinds of ticket as they are drawn: both names, price, limit."""
        return [
            (self[f"tier_ar{place}"], self[f"tier_en{place}"], self[f"price{place}"], self[f"most{place}"])
            for place in range(1, MOST_TIERS + 1)
        ]

    def tiers(self) -> list[commerce.tickets.TierSpec]:
        given: Mapping[str, Any] = self.cleaned_data
        return [
            commerce.tickets.TierSpec(
                name_ar=given[f"tier_ar{place}"] or given[f"tier_en{place}"],
                name_en=given[f"tier_en{place}"] or given[f"tier_ar{place}"],
                price_minor=given[f"price{place}"] or 0,
                most_count=given[f"most{place}"],
            )
            for place in range(1, MOST_TIERS + 1)
            if given[f"tier_ar{place}"] or given[f"tier_en{place}"]
        ]


class CallOffForm(KeyedForm):
    reason = forms.CharField(
        label=_("Why? Everybody with a ticket reads it."), max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip
