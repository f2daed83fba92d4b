"""What members and the team write about belonging. The room decides what is acceptable."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from diwan.belonging.enums import Entry
from diwan.belonging.errors import NotFound
from diwan.belonging.public import HIGHEST, MOST_LINKS
from diwan.kernel.errors import DiwanError


class BelongingForm(forms.Form):
    """A form whose words go through the door of `belonging`."""

    def through(self, door: Callable[[dict[str, Any]], Any]) -> bool:
        """Call `door` with the cleaned words; False when the form or the room refuses them, the errors say why."""
        if not self.is_valid():
            return False
        try:
            door(self.cleaned_data)
        except NotFound as error:
            raise Http404 from error
        except DiwanError as error:
            self.add_error(None, str(error.sentence))
            return False
        return True


def _line(label: Any, most: int, direction: str = "auto", **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": direction, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


def _reason() -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    return forms.CharField(label=_("Why? The member reads it."), max_length=300, widget=area)


class CardForm(BelongingForm):
    """How one is found and whether one greets."""

    is_listed = forms.BooleanField(
        label=_("Show me in the directory"),
        required=False,
        help_text=_("If not, nobody finds you there. What you wrote stays where it is, under your name."),
    )
    is_greeter = forms.BooleanField(
        label=_("I like to greet newcomers"),
        required=False,
        help_text=_("You are shown who came and whom nobody has greeted yet. You can stop at any time."),
    )
    links = forms.CharField(
        label=_("Your links, one to a line"),
        required=False,
        max_length=700,
        help_text=_("At most three. They begin with https:// and stand on your page, for members."),
        widget=forms.Textarea(attrs={"rows": MOST_LINKS, "dir": "ltr"}),
    )

    def clean_links(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]


class GroupForm(BelongingForm):
    name_ar = _line(_("Name in Arabic"), 60, "rtl")
    name_en = _line(_("Name in English"), 60, "ltr")
    about_ar = _line(_("What it is for, in Arabic"), 400, "rtl", required=False)
    about_en = _line(_("What it is for, in English"), 400, "ltr", required=False)
    entry = forms.ChoiceField(label=_("How does one come in?"), choices=Entry.choices, widget=forms.RadioSelect)
    is_private = forms.BooleanField(
        label=_("Private"),
        required=False,
        help_text=_("Only those in it, and the team, know that it is there. Others cannot ask to join."),
    )


class HandBadgeForm(BelongingForm):
    name_ar = _line(_("Name in Arabic"), 40, "rtl")
    name_en = _line(_("Name in English"), 40, "ltr")
    why_ar = _line(_("What it is given for, in Arabic"), 200, "rtl")
    why_en = _line(_("What it is given for, in English"), 200, "ltr")


class GivingForm(BelongingForm):
    badge = forms.TypedChoiceField(label=_("Badge"), coerce=int, widget=forms.RadioSelect)
    reason = _reason()

    def __init__(self, *args: Any, badges: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["badge"].choices = badges  # type: ignore[attr-defined]  # a field of choices has them


class ReasonForm(BelongingForm):
    reason = _reason()


class LevelForm(BelongingForm):
    """`counts_for_plans` is an owner's to choose; for others the field is not there."""

    level = forms.TypedChoiceField(
        label=_("Level"), coerce=int, choices=[(n, n) for n in range(HIGHEST + 1)], widget=forms.RadioSelect
    )
    reason = _reason()
    counts_for_plans = forms.BooleanField(
        label=_("Counts where a sharing plan asks for trust"),
        required=False,
        help_text=_("Touches money: at two or more, what this member does can steer income. It is written down."),
    )

    def __init__(self, *args: Any, is_owner: bool, figures: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = figures  # type: ignore[attr-defined]  # a field of choices has them
        if not is_owner:
            del self.fields["counts_for_plans"]
