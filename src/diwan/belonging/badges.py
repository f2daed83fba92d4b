"""The badges that facts give, each with its published rule. Pure: no clock, no database, nothing about money.

A rule counts what the Book of Acts or the membership says. What it counted is kept with the badge as its evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from diwan.kernel.text.numbers import format_number
from diwan.kernel.text.reader import current_reader

# Another member said with one of these that something was of use to them.
HELPED_KINDS = frozenset({"helped_me", "accepted_answer", "tried_worked"})
TRANSLATOR = "translator"
HOUR = 1000


class Measure(Enum):
    """What a rule counts about a member. `kinds` of acts stand beside it where the text matters."""

    ACCEPTED = "accepted"  # answers that were accepted
    PEOPLE_HELPED = "people_helped"  # different people who said so
    TRIED_ONE = "tried_one"  # different people who tried one and the same text, and it worked
    SHARED_ONE = "shared_one"  # different people who have the same question
    DAYS_HERE = "days_here"
    TRANSLATES = "translates"  # holds the duty of translating
    HOURS = "hours"  # whole hours of work that the team confirmed


@dataclass(frozen=True, slots=True)
class Badge:
    """`rule` is what members read; `least` is the figure the code compares with, and stands in the rule."""

    key: str
    name: Promise
    rule: Promise
    measure: Measure
    least: int
    kinds: frozenset[str] = frozenset()


BADGES: dict[str, Badge] = {
    badge.key: badge
    for badge in (
        Badge(
            "first_answer", _("First answer"), _("An answer was accepted by whoever asked."),
            Measure.ACCEPTED, 1, frozenset({"accepted_answer"}),
        ),
        Badge(
            "ten_helped", _("A hand to ten"), _("%(least)s different people said that something helped them."),
            Measure.PEOPLE_HELPED, 10, HELPED_KINDS,
        ),
        Badge(
            "fifty_helped", _("A hand to fifty"), _("%(least)s different people said that something helped them."),
            Measure.PEOPLE_HELPED, 50, HELPED_KINDS,
        ),
        Badge(
            "tried_by_twenty", _("Tried and true"), _("%(least)s people tried what one text says, and it worked."),
            Measure.TRIED_ONE, 20, frozenset({"tried_worked"}),
        ),
        Badge(
            "shared_question", _("Asked for many"), _("%(least)s other people had the same question."),
            Measure.SHARED_ONE, 10, frozenset({"same_here"}),
        ),
        Badge("year_here", _("A year here"), _("Belongs to the community for %(least)s days."), Measure.DAYS_HERE, 365),
        Badge("translator", _("Translator"), _("Holds the duty of translating."), Measure.TRANSLATES, 1),
        Badge(
            "ten_hours", _("Ten hours of work"), _("The team confirmed %(least)s hours of work for everybody."),
            Measure.HOURS, 10, frozenset({"hours_confirmed"}),
        ),
    )
}  # fmt: skip


def rule_of(badge: Badge) -> str:
    """The rule in the reader's language, with its figure in the reader's digits."""
    return str(badge.rule) % {"least": format_number(badge.least, current_reader())}


def earned(measured: Mapping[Measure, int]) -> tuple[Badge, ...]:
    """The badges whose rule these figures meet, in the order in which they are published."""
    return tuple(badge for badge in BADGES.values() if measured.get(badge.measure, 0) >= badge.least)
