"""Forms of safety: what happens by itself, words to see first, the watch, looks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.trust.enums import Outcome
from diwan.web.fields import FigureField
from diwan.web.member.forms.gathering import DoorForm


def _figure(label: Any, help_text: Any) -> FigureField:
    return FigureField(label=label, help_text=help_text, whole=True, least=0, most=1000)


class RulesForm(DoorForm):
    """0 switches a rule off. `second_dots` in whole dots."""

    newcomer_links = _figure(_("Links in a newcomer's text, from which it waits"), _("0: never because of links."))
    flood_texts = _figure(_("Texts of one member in ten minutes that are still all right"), _("0: no limit."))
    same_texts = _figure(_("Places with the same words in one day, from which they wait"), _("0: never."))
    mentions = _figure(_("People called in one text, from which it waits"), _("0: never."))
    second_dots = FigureField(
        label=_("Dots taken back, above which a second moderator must agree"), whole=True, least=0, most=100_000
    )


class WordsForm(DoorForm):
    words = forms.CharField(
        label=_("Words to see first"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    why = forms.CharField(label=_("Why"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))


class DutyForm(DoorForm):
    """Who takes which week."""

    week = forms.TypedChoiceField(label=_("Week"), coerce=date.fromisoformat)
    member = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args: Any, weeks: list[tuple[str, Any]], members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["week"].choices = weeks  # type: ignore[attr-defined]  # a field of choices has them
        self.fields["member"].choices = members  # type: ignore[attr-defined]  # a field of choices has them


class LookForm(DoorForm):
    note = forms.CharField(
        label=_("What it was, in a sentence"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )


class BlindForm(DoorForm):
    outcome = forms.ChoiceField(label=_("What would you decide?"), choices=Outcome.choices, widget=forms.RadioSelect)
