from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from diwan.commerce import till
from diwan.commerce.services import rules
from diwan.commerce.services.errors import BadService, NoSuchService
from diwan.commerce.services.models import Milestone, Service
from diwan.kernel import audit

MOST_PARTS = 6
MOST_DAYS = 365
MOST_REWORKS = 20


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A part as it is offered: price in minor units, tax included."""

    title: str
    price_minor: int
    days_count: int


@dataclass(frozen=True, slots=True)
class ServiceSpec:
    """`appointment_minutes`: 0, or a multiple of fifteen up to four hours."""

    title: str
    body: str
    parts: Sequence[PartSpec]
    rework_count: int = 1
    appointment_minutes: int = 0
    question: str = ""


def offer_service(*, community_id: int, spec: ServiceSpec, by: UUID, at: datetime) -> int:
    """Put a service of one's own on the shelf; give its id. Raises BadService, BadAmount, people NotAMember."""
    provider = rules.active(community_id=community_id, party=by)
    facts = _checked(spec)
    with transaction.atomic():
        service = Service.objects.create(community_id=community_id, provider=provider, offered_at=at, **facts)
        _write_parts(service, spec)
        _audit(service, "service_offered", by, at)
    return service.pk


def change_service(*, service_id: int, spec: ServiceSpec, is_open: bool, by: UUID, at: datetime) -> None:
    """Change a service of one's own, or close it; what is booked already stays as it was agreed."""
    service = Service.objects.select_related("provider").filter(pk=service_id).first()
    if service is None or service.provider.party_id != by:
        raise NoSuchService
    rules.active(community_id=service.community_id, party=by)
    facts = _checked(spec)
    with transaction.atomic():
        Service.objects.filter(pk=service.pk).update(is_open=is_open, **facts)
        service.milestones.all().delete()
        _write_parts(service, spec)
        _audit(service, "service_changed", by, at)


def _checked(spec: ServiceSpec) -> dict[str, Any]:
    title, body = spec.title.strip(), spec.body.strip()
    minutes = spec.appointment_minutes
    is_timed_well = 0 <= minutes <= 240 and minutes % 15 == 0
    if not (title and body and is_timed_well and 0 <= spec.rework_count <= MOST_REWORKS):
        raise BadService
    if not 1 <= len(spec.parts) <= MOST_PARTS or any(not 0 <= part.days_count <= MOST_DAYS for part in spec.parts):
        raise BadService
    for part in spec.parts:
        till.require_amount(part.price_minor)
    till.require_amount(sum(part.price_minor for part in spec.parts))
    return {
        "title": title[:120],
        "body": body[:6000],
        "question": spec.question.strip()[:120],
        "rework_count": spec.rework_count,
        "appointment_minutes": minutes,
    }


def _write_parts(service: Service, spec: ServiceSpec) -> None:
    Milestone.objects.bulk_create(
        Milestone(
            service=service,
            position=place,
            title=part.title.strip()[:120],
            price_minor=part.price_minor,
            days_count=part.days_count,
        )
        for place, part in enumerate(spec.parts)
    )


def _audit(service: Service, action: str, by: UUID, at: datetime) -> None:
    audit.record(scope=service.community_id, actor=str(by), action=action, object_ref=f"service:{service.pk}", at=at)
