from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from diwan.commerce import till
from diwan.commerce.tickets import rules
from diwan.commerce.tickets.errors import BadEvent, EventOver, FewerThanTaken
from diwan.commerce.tickets.models import Event, Tier
from diwan.kernel import audit

MOST_PLACES, MOST_TIERS = 100_000, 6


@dataclass(frozen=True, slots=True)
class TierSpec:
    """A kind of ticket: minor units, tax included; `most_count` None has no limit of its own."""

    name_ar: str
    name_en: str
    price_minor: int
    most_count: int | None = None


@dataclass(frozen=True, slots=True)
class EventSpec:
    title_ar: str
    title_en: str
    place: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    sales_from: datetime
    sales_until: datetime
    about: str = ""
    tax_bp: int = 0


def plan_event(*, community_id: int, spec: EventSpec, tiers: Sequence[TierSpec], by: UUID, at: datetime) -> int:
    """Announce an event with its kinds of ticket; give its id. Raises BadEvent, BadAmount, people NotAllowed."""
    host = rules.require_host(community_id=community_id, by=by)
    facts = _checked(spec)
    if not 1 <= len(tiers) <= MOST_TIERS or not all(one.name_ar.strip() and one.name_en.strip() for one in tiers):
        raise BadEvent
    for one in tiers:
        if one.price_minor:
            till.require_amount(one.price_minor)
    with transaction.atomic():
        event = Event.objects.create(community_id=community_id, made_by=host, made_at=at, **facts)
        Tier.objects.bulk_create(
            Tier(
                event=event,
                position=place,
                name_ar=one.name_ar.strip()[:80],
                name_en=one.name_en.strip()[:80],
                price_minor=one.price_minor,
                most_count=one.most_count,
            )
            for place, one in enumerate(tiers)
        )
        _audit(event, "event_planned", by, at)
    return event.pk


def change_event(*, event_id: int, spec: EventSpec, by: UUID, at: datetime) -> None:
    """Change when, where, how many; not the kinds of ticket, which are sold. Raises NoSuchEvent, BadEvent, EventOver,
    FewerThanTaken, people NotAllowed.
    """
    event, _host = rules.hosted_event(event_id=event_id, by=by)
    facts = _checked(spec)
    with transaction.atomic():
        till.hold(community_id=event.community_id)
        event.refresh_from_db()
        if event.is_cancelled or event.settled_at is not None:
            raise EventOver
        if event.taken_count > spec.capacity:
            raise FewerThanTaken
        Event.objects.filter(pk=event.pk).update(changed_count=event.changed_count + 1, **facts)
        _audit(event, "event_changed", by, at)


def _checked(spec: EventSpec) -> dict[str, Any]:
    is_named = spec.title_ar.strip() and spec.title_en.strip() and spec.place.strip()
    is_in_time = spec.starts_at < spec.ends_at and spec.sales_from < spec.sales_until <= spec.ends_at
    if not (is_named and is_in_time and 1 <= spec.capacity <= MOST_PLACES and 0 <= spec.tax_bp <= 10000):
        raise BadEvent
    return {
        "title_ar": spec.title_ar.strip()[:120],
        "title_en": spec.title_en.strip()[:120],
        "place": spec.place.strip()[:200],
        "about": spec.about.strip()[:6000],
        "starts_at": spec.starts_at,
        "ends_at": spec.ends_at,
        "capacity": spec.capacity,
        "sales_from": spec.sales_from,
        "sales_until": spec.sales_until,
        "tax_bp": spec.tax_bp,
    }


def _audit(event: Event, action: str, by: UUID, at: datetime) -> None:
    audit.record(scope=event.community_id, actor=str(by), action=action, object_ref=f"event:{event.pk}", at=at)
