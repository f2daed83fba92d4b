"""What a sponsor is shown of a campaign: counts from the raw rows, what was removed from them, promises, money."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from diwan.promotion.enums import Sight, Verdict
from diwan.promotion.models import Campaign, Placement, Sighting
from diwan.promotion.queries.campaigns import CampaignView, view_of


@dataclass(frozen=True, slots=True)
class Counted:
    """People who saw it and people who followed it, each once a day."""

    view_count: int = 0
    click_count: int = 0


@dataclass(frozen=True, slots=True)
class Removed:
    """What does not count: rows of machines and of the team, and repeats of those who count."""

    bot_count: int
    team_count: int
    repeat_count: int


@dataclass(frozen=True, slots=True)
class DayRow:
    day: date
    counted: Counted


@dataclass(frozen=True, slots=True)
class PlacementRow:
    placement: Placement
    counted: Counted


@dataclass(frozen=True, slots=True)
class RawRow:
    """One raw row as an auditor gets it. `viewer` cannot be joined to any other day's."""

    day: date
    placement_id: int
    what: str
    viewer: str
    verdict: str
    repeat_count: int


@dataclass(frozen=True, slots=True)
class Report:
    view: CampaignView
    total: Counted
    removed: Removed
    days: tuple[DayRow, ...]
    placements: tuple[PlacementRow, ...]


def campaign_report(*, campaign: Campaign) -> Report:
    """Counts by day and by placement; the totals are their sums."""
    view = view_of(campaign)
    subjects = _subjects(view.placements)
    rows = Sighting.objects.filter(community=campaign.community_id, subject__in=subjects)
    counted = rows.filter(verdict=Verdict.COUNTED)
    by_day, by_place = _table(counted, "day"), _table(counted, "subject")
    total = _sum(by_day.values())
    return Report(
        view=view,
        total=total,
        removed=_removed(rows),
        days=tuple(DayRow(day, by_day[day]) for day in sorted(by_day)),
        placements=tuple(
            PlacementRow(subjects[name], by_place.get(name, Counted())) for name in sorted(subjects, key=_number)
        ),
    )


def raw_rows(*, campaign: Campaign) -> list[RawRow]:
    """Every row the report was counted from, so that anybody can count again."""
    subjects = _subjects(campaign.placements.all())
    rows = Sighting.objects.filter(community=campaign.community_id, subject__in=subjects)
    return [
        RawRow(row.day, subjects[row.subject].pk, row.what, row.viewer, row.verdict, row.repeat_count)
        for row in rows.order_by("day", "subject", "what", "viewer")
    ]


def link_clicks(*, community_id: int, link_ids: Iterable[int]) -> dict[int, int]:
    """How many people followed each affiliate link, each once a day."""
    subjects = {f"link:{pk}": pk for pk in link_ids}
    rows = Sighting.objects.filter(
        community=community_id, subject__in=subjects, what=Sight.CLICK, verdict=Verdict.COUNTED
    )
    found = rows.values_list("subject").annotate(Count("pk")).order_by()
    return {subjects[subject]: count for subject, count in found}


def _subjects(placements: Iterable[Placement]) -> dict[str, Placement]:
    return {f"placement:{one.pk}": one for one in placements}


def _number(subject: str) -> int:
    return int(subject.split(":")[1])


def _table(rows: QuerySet[Sighting], column: str) -> dict[Any, Counted]:
    sums: defaultdict[Any, dict[str, int]] = defaultdict(dict)
    for key, what, count in rows.values_list(column, "what").annotate(Count("pk")).order_by():
        sums[key][what] = count
    return {key: Counted(found.get(Sight.VIEW, 0), found.get(Sight.CLICK, 0)) for key, found in sums.items()}


def _removed(rows: QuerySet[Sighting]) -> Removed:
    by_verdict = dict(rows.values_list("verdict").annotate(Count("pk")).order_by())
    repeats = rows.filter(verdict=Verdict.COUNTED).aggregate(all=Sum("repeat_count"))["all"] or 0
    return Removed(by_verdict.get(Verdict.BOT, 0), by_verdict.get(Verdict.TEAM, 0), repeats)


def _sum(all_counted: Iterable[Counted]) -> Counted:
    found = list(all_counted)
    return Counted(sum(one.view_count for one in found), sum(one.click_count for one in found))
