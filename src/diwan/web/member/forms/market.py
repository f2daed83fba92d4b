from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.commerce import public as commerce
from diwan.commerce.enums import Till
from diwan.web.countries import country_word
from diwan.web.deeds import DeedForm, KeyedForm
from diwan.web.fields import FigureField, MoneyField

_WORDS = {"dir": "auto"}


def method_field(methods: list[commerce.TillMethodView]) -> forms.ChoiceField:
    """How to pay: the ways that are open, the first one chosen."""
    choices = [(one.kind, one.title or Till(one.kind).label) for one in methods]
    initial = methods[0].kind if methods else None
    return forms.ChoiceField(
        label=_("How will you pay?"), widget=forms.RadioSelect, choices=choices, initial=initial, required=False
    )


class OrderForm(KeyedForm):
    """An offer, what the payer states about themselves, and the way to pay; a free offer asks for nothing."""

    offer = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        offer: commerce.OfferView,
        methods: list[commerce.TillMethodView],
        currency: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].initial = offer.id
        if offer.price_minor == 0:
            return
        if offer.least_minor is not None:
            self.fields["amount"] = MoneyField(
                label=_("What will you pay?"), currency=currency, least_minor=offer.least_minor, required=False
            )
        if offer.regional:
            named = sorted(((code, str(country_word(code))) for code in offer.regional), key=lambda pair: pair[1])
            self.fields["country"] = forms.ChoiceField(
                label=_("Where do you live?"), choices=[("", _("Elsewhere")), *named], required=False
            )
        self.fields["code"] = forms.CharField(
            label=_("Coupon"), max_length=24, required=False, widget=forms.TextInput(attrs={"dir": "ltr"})
        )
        self.fields["method"] = method_field(methods)

    def asked(self) -> commerce.Asked:
        """What makes the price, of a form that is valid."""
        given = self.cleaned_data
        return commerce.Asked(
            country=given.get("country", ""), code=given.get("code", ""), chosen_minor=given.get("amount")
        )


class GiftForm(KeyedForm):
    """A gift: words with it, and the way to pay."""

    note = forms.CharField(
        label=_("Words to go with it"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, **_WORDS}),
    )

    def __init__(self, *args: Any, methods: list[commerce.TillMethodView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"] = method_field(methods)


class CodeForm(KeyedForm):
    """A gift's or a seat's code, as it was sent."""

    code = forms.CharField(
        label=_("The code you were given"), max_length=24, widget=forms.TextInput(attrs={"dir": "ltr"})
    )


class TipForm(KeyedForm):
    """An amount, and what it is for when it is for an answer."""

    ref = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, currency: str, methods: list[commerce.TillMethodView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = MoneyField(label=_("How much?"), currency=currency, least_minor=1)
        self.fields["method"] = method_field(methods)

    def clean_ref(self) -> str:
        given = str(self.cleaned_data["ref"])
        kind, _colon, number = given.partition(":")
        return given if kind in ("post", "comment") and number.isdecimal() else ""


class ShareForm(DeedForm):
    """Which part of one's own fee goes to somebody."""

    share = FigureField(
        label=_("Part of your fee, in percent"),
        whole=True,
        least=0,
        most=100,
        help_text=_("Nought takes it back. An offer may allow less; then all shares shrink alike."),
    )


class TierForm(KeyedForm):
    """What a membership becomes, and the way to pay the rest."""

    def __init__(
        self, *args: Any, tiers: list[tuple[str, str]], methods: list[commerce.TillMethodView], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tier"] = forms.ChoiceField(label=_("Change to"), choices=tiers, widget=forms.RadioSelect)
        cast(forms.ChoiceField, self.fields["tier"]).initial = tiers[0][0] if tiers else None
        self.fields["method"] = method_field(methods)
