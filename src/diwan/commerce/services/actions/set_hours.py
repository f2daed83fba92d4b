from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from diwan.commerce.services import rules
from diwan.commerce.services.errors import BadHours
from diwan.commerce.services.models import WeeklyHours

QUARTER = 15


@dataclass(frozen=True, slots=True)
class HoursSpec:
    """Weekday 0 is Monday; minutes since midnight by the provider's clock, on the quarter."""

    weekday: int
    starts_minute: int
    ends_minute: int


def set_hours(*, community_id: int, hours: Iterable[HoursSpec], zone: str, by: UUID) -> None:
    """Say when one can be booked, every week, instead of what was said before. Raises BadHours, people NotAMember."""
    provider = rules.active(community_id=community_id, party=by)
    said = sorted(hours, key=lambda one: (one.weekday, one.starts_minute))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadHours from error
    if not all(_is_right(one) for one in said) or _overlap(said):
        raise BadHours
    with transaction.atomic():
        WeeklyHours.objects.filter(provider=provider).delete()
        WeeklyHours.objects.bulk_create(
            WeeklyHours(
                provider=provider,
                weekday=one.weekday,
                starts_minute=one.starts_minute,
                ends_minute=one.ends_minute,
                zone=zone,
            )
            for one in said
        )


def _is_right(one: HoursSpec) -> bool:
    on_quarters = one.starts_minute % QUARTER == 0 and one.ends_minute % QUARTER == 0
    return 0 <= one.weekday <= 6 and 0 <= one.starts_minute < one.ends_minute <= 1440 and on_quarters


def _overlap(said: list[HoursSpec]) -> bool:
    return any(one.weekday == other.weekday and other.starts_minute < one.ends_minute for one, other in pairwise(said))
