"""What every deed at the till shares: its lock, its day, its facts for notices, its way into the books."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from diwan.commerce.errors import BadAmount, NoSuchTill
from diwan.commerce.models import Order, TillMethod
from diwan.commerce.queries.months import open_date
from diwan.kernel import locks
from diwan.ledger import public as ledger
from diwan.people import public as people
from diwan.people.enums import Role

MOST_MINOR = 10**12


def hold(*, community_id: int) -> None:
    """One deed at a time at a community's till, until the transaction ends."""
    locks.exclusive(f"commerce:{community_id}")


def require_amount(amount_minor: int) -> None:
    """Raises BadAmount unless the amount is a positive integer within what the engine can add up exactly."""
    if not 0 < amount_minor <= MOST_MINOR:
        raise BadAmount


def require_way(*, community_id: int, method: str) -> None:
    """Raises NoSuchTill unless members may pay this way now.

    The gateways open `online` when a provider is ready to take money.
    """
    if not TillMethod.objects.filter(community=community_id, kind=method, is_open=True).exists():
        raise NoSuchTill


def local_date(*, zone: str, at: datetime) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def book(
    *,
    community: people.Community,
    kind: str,
    legs: Sequence[ledger.LegSpec],
    key: str,
    at: datetime,
    source_ref: str,
    day: date | None = None,
    detail: Mapping[str, Any] | None = None,
    description: str = "",
) -> None:
    """Write one entry, dated `day` (else the community's own date of `at`), in the first month still open."""
    asked = day or local_date(zone=community.timezone, at=at)
    ledger.post(
        community_id=community.pk,
        kind=kind,
        legs=legs,
        effective_date=open_date(community_id=community.pk, day=asked),
        at=at,
        key=key,
        source_ref=source_ref,
        description=description,
        detail=dict(detail or {}),
        currency=community.currency,
    )


def tell_payer(*, order: Order, kind: str, at: datetime, facts: Mapping[str, Any] | None = None) -> None:
    """A notice and a letter to the payer, worded in the payer's language where it is shown."""
    tell_member(order=order, membership_id=order.membership_id, kind=kind, at=at, facts=facts)


def tell_member(
    *, order: Order, membership_id: int, kind: str, at: datetime, facts: Mapping[str, Any] | None = None
) -> None:
    """The same to whoever has what the order bought: a gift's receiver is not its payer."""
    people.notify(
        membership_id=membership_id,
        kind=kind,
        facts={**order_facts(order), **(facts or {})},
        url="",
        at=at,
        by_mail=True,
    )


def order_facts(order: Order) -> dict[str, Any]:
    return {
        "order_id": order.pk,
        "order": order.reference,
        "offer_ar": order.title_ar,
        "offer_en": order.title_en,
        "due_minor": order.due_minor,
        "paid_minor": order.paid_minor,
        "outstanding_minor": order.outstanding_minor,
        "currency": order.community.currency,
    }


def keepers(*, community_id: int) -> list[people.Membership]:
    """The owners and treasurers, each once."""
    found: dict[UUID, people.Membership] = {}
    for role in (Role.OWNER, Role.TREASURER):
        for row in people.list_memberships_with_role(community_id=community_id, role=role):
            found[row.party_id] = row
    return list(found.values())
