from collections.abc import Mapping
from uuid import UUID

from diwan.distribution import postings
from diwan.distribution.actions.context import Close
from diwan.distribution.books import carried_by_party
from diwan.distribution.models import Adjustment
from diwan.engine.public import charge
from diwan.kernel.periods import Period
from diwan.ledger.public import post

PATIENCE_PERIODS = 12
"""A debt of a refund is carried against future earnings for a year; then the community's own account pays it."""


def settle_carried(close: Close, payable: Mapping[UUID, int]) -> None:
    """Take debts carried from refunds out of this month's payable earnings, `payable` {party: minor units}."""
    for party, debt in sorted(carried_by_party(close.row.community_id).items()):
        waited = _periods_waited(close, party)
        taken = charge(
            debt, hold=0, balance=0, earnings=payable.get(party, 0), waited=waited, patience=PATIENCE_PERIODS
        )
        if taken.carried < debt:
            post(
                community_id=close.row.community_id,
                kind=postings.SETTLEMENT_ADJUSTED,
                legs=postings.carried_legs(
                    party=party,
                    from_earnings_minor=taken.from_earnings,
                    from_reserve_minor=taken.from_reserve,
                    reserve=close.plan.dust_to,
                ),
                effective_date=close.today,
                at=close.at,
                key=f"carried:{close.row.label}:{party}",
                source_ref=f"period:{close.row.label}",
                currency=close.community.currency,
            )


def _periods_waited(close: Close, party: UUID) -> int:
    rows = Adjustment.objects.filter(replay__period__community=close.row.community_id, party=party, carried_minor__gt=0)
    newest = rows.order_by("-replay__replayed_at").values_list("replay__replayed_at", flat=True).first()
    if newest is None:
        return 0
    since = Period.of(newest, close.community.timezone)
    return (close.period.year - since.year) * 12 + close.period.month - since.month
