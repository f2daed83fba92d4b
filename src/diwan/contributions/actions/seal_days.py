from datetime import date, datetime

from django.db import transaction
from django.db.models import Min

from diwan.contributions import days, gate, sealing
from diwan.contributions.actions.roll_up_days import roll_up_days
from diwan.contributions.errors import DayNotOver
from diwan.contributions.models import Act, DaySeal
from diwan.contributions.views import SealView


def seal_days(*, community_id: int, until: date | datetime, at: datetime) -> list[SealView]:
    """Seal every day before `until` that is not sealed yet, empty ones too, then roll them up; all or none.

    `until` is a day of the community's calendar, or an instant on it; `at` is now. The chain begins with the day of
    the first act: a community without acts has nothing to seal. Raises DayNotOver.
    """
    with transaction.atomic():
        calendar = gate.hold(community_id)
        end, today = days.as_day(until, calendar.zone), days.day_of(at, calendar.zone)
        if end > today:
            raise DayNotOver(today=today.isoformat())
        day = _first_open_day(community_id, calendar)
        head = _head(community_id)
        sealed = []
        while day is not None and day < end:
            sealed.append(_seal(community_id, day, head, at))
            head, day = sealed[-1].hash, days.next_day(day)
        roll_up_days(community_id=community_id, until=end)
    return sealed


def _first_open_day(community_id: int, calendar: gate.Calendar) -> date | None:
    if calendar.sealed_day is not None:
        return days.next_day(calendar.sealed_day)
    first: date | None = Act.objects.filter(community=community_id).aggregate(day=Min("day"))["day"]
    return first


def _head(community_id: int) -> str:
    """The newest hash of the chain."""
    seals = DaySeal.objects.filter(community=community_id).order_by("-day")
    return seals.values_list("seal_hash", flat=True).first() or sealing.GENESIS


def _seal(community_id: int, day: date, previous: str, at: datetime) -> SealView:
    acts = Act.objects.filter(community=community_id, day=day)
    digests = [sealing.act_digest(act) for act in acts.iterator(chunk_size=5000)]
    seal = DaySeal.objects.create(
        community_id=community_id,
        day=day,
        act_count=len(digests),
        marks=sealing.marks(digests),
        previous_hash=previous,
        seal_hash=sealing.seal_hash(day, previous, digests),
        sealed_at=at,
    )
    return SealView(day, seal.act_count, seal.seal_hash, previous)
