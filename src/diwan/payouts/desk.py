"""What every deed at the payout desk shares: telling people, and its way into the books."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from diwan.kernel import audit
from diwan.ledger import public as ledger
from diwan.payouts.models import Payout
from diwan.people import public as people


def local_date(*, community: people.Community, at: datetime) -> date:
    """The community's own date of a moment."""
    return at.astimezone(ZoneInfo(community.timezone)).date()


def entry(
    *, payout: Payout, kind: str, legs: Sequence[ledger.LegSpec], at: datetime, text: str = ""
) -> ledger.EntrySpec:
    """The entry of one step of a payout; each step of a payout happens once, so its name is the key."""
    community = payout.community
    return ledger.EntrySpec(
        kind=kind,
        legs=legs,
        effective_date=local_date(community=community, at=at),
        key=f"payouts:{payout.pk}:{kind}",
        currency=community.currency,
        source_ref=f"payout:{payout.pk}",
        description=text,
        detail={"party": str(payout.party), "reference": payout.reference, "batch": payout.batch.number},
    )


def tell_payee(*, payout: Payout, kind: str, at: datetime, facts: Mapping[str, Any] | None = None) -> None:
    """A notice and a letter to the payee, worded in the payee's language where it is shown."""
    tell_payees(payouts={payout: facts or {}}, kind=kind, at=at)


def tell_payees(*, payouts: Mapping[Payout, Mapping[str, Any]], kind: str, at: datetime) -> None:
    """The same to many at once (payout → facts beyond its own)."""
    left = dict(payouts)
    while left:
        # One round tells each member of one payment; who has two in one statement hears of the second in the next.
        told = {payout.method.membership_id: payout for payout in left}
        words = {member: {**_facts(payout), **left.pop(payout)} for member, payout in told.items()}
        people.notify_many(told=words, kind=kind, url="", at=at, by_mail=True)


def _facts(payout: Payout) -> dict[str, Any]:
    return {
        "payout_id": payout.pk,
        "reference": payout.reference,
        "amount_minor": payout.amount_minor,
        "currency": payout.community.currency,
        "mask": payout.method.mask,
    }


def write_down(*, community_id: int, by: UUID, action: str, ref: str, at: datetime, detail: Mapping[str, Any]) -> None:
    audit.record(scope=community_id, actor=str(by), action=action, object_ref=ref, at=at, detail=detail)
