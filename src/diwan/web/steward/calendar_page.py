"""A month of the editorial calendar as its page draws it: weeks of days, each with what goes out or is due."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date
from typing import Any

from diwan.gathering import public as gathering
from diwan.gathering.enums import ItemStage
from diwan.kernel.periods import Period, UnreadablePeriod
from diwan.people import public as people
from diwan.web.scope import CommunityRequest

_MONDAY, _SUNDAY = 0, 6
_MOST_MEMBERS = 2_000


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    is_inside: bool
    is_today: bool
    entries: tuple[gathering.CalendarEntry, ...]


def days_of(month: Period, entries: tuple[gathering.CalendarEntry, ...], *, today: date, language: str) -> list[Day]:
    """Whole weeks that cover the month; a week begins on Sunday for readers of Arabic, on Monday for others."""
    first = month.first_date()
    weeks = Weeks(_SUNDAY if language == "ar" else _MONDAY)
    return [
        Day(day, day.month == first.month, day == today, tuple(one for one in entries if one.day == day))
        for day in weeks.itermonthdates(first.year, first.month)
    ]


def asked_month(request: CommunityRequest, current: Period) -> Period:
    """The month of ?month=YYYY-MM, or the current one for anything that is none, or lies ten years off."""
    try:
        asked = Period(request.GET.get("month", ""))
    except UnreadablePeriod:
        return current
    return asked if abs(asked.first_date().year - current.first_date().year) <= 10 else current


def writers(request: CommunityRequest) -> list[tuple[int, str]]:
    """Active members as choices, by name."""
    rows = people.list_members(community_id=request.community.pk).filter(standing="active")
    names = rows.values_list("pk", "person__display_name")[:_MOST_MEMBERS]
    return sorted(names, key=lambda row: row[1].casefold())


def stage_words() -> dict[str, Any]:
    return dict(ItemStage.choices)
