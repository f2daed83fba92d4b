from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.web.countries import country_choices
from diwan.web.deeds import DeedForm
from diwan.web.fields import FigureField

_WORDS = {"dir": "auto"}
_DAY = {"type": "date"}


class TaxForm(DeedForm):
    """Who sells here: where, whether registered, under which number and name."""

    country = forms.ChoiceField(label=_("Where is the community taxed?"))
    is_registered = forms.BooleanField(label=_("We are registered for tax on sales"), required=False)
    number = forms.CharField(
        label=_("Registration number"), max_length=30, required=False, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    legal_name_ar = forms.CharField(
        label=_("Name on documents, Arabic"), max_length=160, required=False, widget=forms.TextInput(attrs=_WORDS)
    )
    legal_name_en = forms.CharField(
        label=_("Name on documents, English"), max_length=160, required=False, widget=forms.TextInput(attrs=_WORDS)
    )
    address = forms.CharField(
        label=_("Address on documents"), max_length=300, required=False, widget=forms.TextInput(attrs=_WORDS)
    )
    own_rate = FigureField(
        label=_("Rate in percent, for a country that is not in the table"), required=False, least=0, most=100, initial=0
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]  # a ChoiceField

    @staticmethod
    def known(standing: "Any") -> dict[str, Any]:
        """What stands now, as the form shows it."""
        names = ("country", "is_registered", "number", "legal_name_ar", "legal_name_en", "address")
        return {name: getattr(standing, name) for name in names} | {"own_rate": standing.own_rate_bp // 100}

    def standing(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, as the door takes it."""
        rest = {name: value for name, value in given.items() if name != "own_rate"}
        return rest | {"own_rate_bp": int(given["own_rate"] or 0) * 100}


class StretchForm(forms.Form):
    """Two days, both part of the stretch."""

    start = forms.DateField(label=_("From"), widget=forms.DateInput(attrs=_DAY))
    end = forms.DateField(label=_("To the end of"), widget=forms.DateInput(attrs=_DAY))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, end = given.get("start"), given.get("end")
        if start and end and (start > end or start.year < 2000 or end.year > 2200):
            raise forms.ValidationError(_("The first day comes before the last."))
        return given
