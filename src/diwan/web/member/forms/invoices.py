from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.web.countries import country_choices
from diwan.web.deeds import DeedForm

_WORDS = {"dir": "auto"}


class CompanyForm(DeedForm):
    """A company as a document names it."""

    name = forms.CharField(label=_("Name of the company"), max_length=160, widget=forms.TextInput(attrs=_WORDS))
    tax_number = forms.CharField(
        label=_("Its tax number, if it has one"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False, widget=forms.TextInput(attrs=_WORDS))
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "—"), *country_choices()]  # type: ignore[attr-defined]  # a ChoiceField

    def details(self, given: Mapping[str, Any]) -> dict[str, str]:
        return {name: given[name] for name in ("name", "tax_number", "address", "country")}


class BillingForm(CompanyForm):
    """The same, which may also be emptied."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].help_text = _("Leave name and number empty to be invoiced as a person again.")
