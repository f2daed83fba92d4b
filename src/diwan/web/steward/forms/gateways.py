"""The form of a provider's settings, made from what its folder asks for."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.commerce import public as commerce
from diwan.web.deeds import DeedForm


class ConnectionForm(DeedForm):
    """A secret that we hold is never shown again: left empty it stays what it was."""

    def __init__(
        self, *args: Any, provider: commerce.online.ProviderView, kept: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for one in provider.fields:
            self.fields[one.name] = _field(one, one.name in kept)

    def settings(self) -> dict[str, str]:
        return {name: str(self.cleaned_data[name]) for name in self.fields}


def _field(one: Any, is_kept: bool) -> forms.Field:
    note = _("Kept, and not shown again. Left empty it stays.") if is_kept else one.note
    is_required = one.is_required and not is_kept and not one.is_made
    if one.choices:
        return forms.ChoiceField(label=one.label, help_text=note, choices=one.choices, required=is_required)
    attrs = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
    widget = forms.PasswordInput(attrs=attrs) if one.is_secret else forms.TextInput(attrs=attrs)
    return forms.CharField(label=one.label, help_text=note, widget=widget, required=is_required, max_length=500)
