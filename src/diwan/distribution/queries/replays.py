"""What became of money that went back out of a closed month: who gave how much, and out of what.

A loss is met by the month's hold, then by what was payable, then by future earnings as they come, then, after a year,
by the community's reserve. What future earnings have given is told by the order of the debts: the oldest is paid first.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diwan.distribution import postings
from diwan.distribution.models import Adjustment, Replay
from diwan.ledger.public import EntryView, list_entries

CARRIED_KEY = "carried:"


@dataclass(frozen=True, slots=True)
class ChargeView:
    """One party's change by a replay, minor units. A loss: −change = hold + payable + future + reserve + waiting."""

    party: UUID
    change_minor: int
    from_hold_minor: int
    from_payable_minor: int
    from_future_minor: int
    from_reserve_minor: int
    waiting_minor: int


@dataclass(frozen=True, slots=True)
class ReplayView:
    """A closed month settled again without receipts. `accounts`: the change of each account of the plan."""

    period: str
    refund_key: str
    receipts: tuple[str, ...]
    refunded_minor: int
    replayed_at: datetime
    accounts: tuple[tuple[str, int], ...]
    charges: tuple[ChargeView, ...]


@dataclass(slots=True)
class _Met:
    """What has met a debt so far."""

    future_minor: int = 0
    reserve_minor: int = 0


def list_replays(*, community_id: int, refund_keys: Iterable[str]) -> list[ReplayView]:
    """The replays of these `receipt_refunded` entries, oldest first; one that waits for its replay is left out."""
    rows = Replay.objects.filter(period__community=community_id, refund_key__in=list(refund_keys))
    replays = list(rows.select_related("period").prefetch_related("adjustments").order_by("replayed_at", "pk"))
    parties = {one.party for row in replays for one in row.adjustments.all() if one.party and one.carried_minor > 0}
    met = {key: value for party in parties for key, value in _met(community_id, party).items()}
    return [_view(row, met) for row in replays]


def _view(row: Replay, met: dict[int, _Met]) -> ReplayView:
    changes = sorted(row.adjustments.all(), key=lambda one: (one.change_minor, one.pk))
    return ReplayView(
        period=row.period.label,
        refund_key=row.refund_key,
        receipts=tuple(row.reversed_receipts),
        refunded_minor=row.refunded_minor,
        replayed_at=row.replayed_at,
        accounts=tuple((one.account, one.change_minor) for one in changes if one.account),
        charges=tuple(_charge(one, one.party, met.get(one.pk, _Met())) for one in changes if one.party),
    )


def _charge(row: Adjustment, party: UUID, met: _Met) -> ChargeView:
    return ChargeView(
        party=party,
        change_minor=row.change_minor,
        from_hold_minor=row.from_hold_minor,
        from_payable_minor=row.from_payable_minor,
        from_future_minor=met.future_minor,
        from_reserve_minor=met.reserve_minor,
        waiting_minor=max(0, row.carried_minor) - met.future_minor - met.reserve_minor,
    )


def _met(community_id: int, party: UUID) -> dict[int, _Met]:
    """{adjustment: what has met the debt it left}: payments in their order, the oldest debt first."""
    rows = Adjustment.objects.filter(replay__period__community=community_id, party=party).exclude(carried_minor=0)
    ordered = list(rows.select_related("replay").order_by("replay__replayed_at", "pk"))
    debts = [(row.pk, row.carried_minor) for row in ordered if row.carried_minor > 0]
    gains = [(row.replay.replayed_at, -row.carried_minor, 0) for row in ordered if row.carried_minor < 0]
    entries = list_entries(community_id=community_id, kinds=[postings.SETTLEMENT_ADJUSTED], party=party)
    closes = [_paid(entry) for entry in entries if entry.key.startswith(CARRIED_KEY)]
    return _shared(debts, sorted([*gains, *closes]))


def _paid(entry: EntryView) -> tuple[datetime, int, int]:
    """When a close took from a debt, and how much out of earnings and out of the reserve."""
    sums: defaultdict[bool, int] = defaultdict(int)
    for leg in entry.legs:
        if leg.side == "debit":
            sums[leg.account == postings.MEMBERS] += leg.amount_minor
    return entry.recorded_at, sums[True], sums[False]


def _shared(debts: Sequence[tuple[int, int]], payments: Iterable[tuple[datetime, int, int]]) -> dict[int, _Met]:
    met = {key: _Met() for key, _ in debts}
    left = dict(debts)
    for _when, future, reserve in payments:
        for key in left:
            part = min(left[key], future)
            other = min(left[key] - part, reserve)
            met[key].future_minor += part
            met[key].reserve_minor += other
            left[key] -= part + other
            future, reserve = future - part, reserve - other
    return met
