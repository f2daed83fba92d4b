"""Digests come round by the person's own clock: every morning, or on Saturday mornings."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from diwan.kernel import outbox
from diwan.people.enums import Standing
from diwan.people.models import Digest, Membership
from diwan.people.reach.models.choice import Rhythm

DIGEST = "mail.digest"
MORNING, SATURDAY = 8, 5
_SPAN = {Rhythm.WEEKLY: timedelta(days=7), Rhythm.DAILY: timedelta(days=1)}
_AT_ONCE = 500


def plan_digests(*, at: datetime) -> int:
    """Ask for the digests whose morning has come, each once; return how many. What stands in them is found later."""
    return sum(_plan_zone(zone, at) for zone in _zones().distinct())


def _zones() -> QuerySet[Membership, str]:
    return _readers().order_by().values_list("person__timezone", flat=True)


def _readers() -> QuerySet[Membership]:
    rows = Membership.objects.filter(standing=Standing.ACTIVE, person__is_active=True)
    return rows.exclude(person__email=None)


def _plan_zone(zone: str, at: datetime) -> int:
    local = at.astimezone(ZoneInfo(zone))
    if local.hour < MORNING:
        return 0
    count = _plan_rhythm(zone, Rhythm.DAILY, local.date(), at)
    if local.weekday() == SATURDAY:
        count += _plan_rhythm(zone, Rhythm.WEEKLY, local.date(), at)
    return count


def _plan_rhythm(zone: str, rhythm: Rhythm, day: date, at: datetime) -> int:
    label = f"{rhythm}:{day.isoformat()}"
    last = Digest.objects.filter(membership=OuterRef("pk")).order_by("-planned_at").values("planned_at")[:1]
    rows = _readers().filter(person__timezone=zone).annotate(
        rhythm=Coalesce("reach_preference__digest", Value(Rhythm.WEEKLY.value)), last=Subquery(last)
    )  # fmt: skip
    rows = rows.filter(rhythm=rhythm).exclude(digests__label=label).order_by("pk")
    count = 0
    while batch := list(rows.values_list("pk", "last")[:_AT_ONCE]):
        with transaction.atomic():
            for membership_id, planned_before in batch:
                count += _plan_one(membership_id, label, planned_before or at - _SPAN[rhythm], at)
    return count


def _plan_one(membership_id: int, label: str, since: datetime, at: datetime) -> bool:
    _, is_new = Digest.objects.get_or_create(
        membership_id=membership_id, label=label, defaults={"since": since, "planned_at": at}
    )
    if is_new:
        payload = {"membership": membership_id, "label": label, "since": since.isoformat()}
        outbox.put(topic=DIGEST, payload=payload, at=at)
    return is_new
