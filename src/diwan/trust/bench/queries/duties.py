from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from diwan.people.public import Membership, can, community_zone
from diwan.trust.bench.models.duty import Duty


def week_of(*, community_id: int, at: datetime) -> date:
    """The Monday of the week in which the instant falls, by the community's clock."""
    day = at.astimezone(ZoneInfo(community_zone(community_id=community_id))).date()
    return day - timedelta(days=day.weekday())


def on_duty(*, community_id: int, at: datetime) -> list[Membership]:
    """Who keeps watch in this week and may still moderate; empty when nobody took it."""
    rows = Duty.objects.filter(community=community_id, week_date=week_of(community_id=community_id, at=at))
    found = [row.membership for row in rows.select_related("membership__person").order_by("pk")]
    return [member for member in found if can(member, "moderate")]


def duties(*, community_id: int, at: datetime, weeks: int = 6) -> list[tuple[date, list[Membership]]]:
    """This week and the next ones, each with those who took it."""
    first = week_of(community_id=community_id, at=at)
    dates = [first + timedelta(weeks=step) for step in range(weeks)]
    rows = Duty.objects.filter(community=community_id, week_date__in=dates).select_related("membership__person")
    taken: dict[date, list[Membership]] = {day: [] for day in dates}
    for row in rows.order_by("pk"):
        taken[row.week_date].append(row.membership)
    return list(taken.items())
