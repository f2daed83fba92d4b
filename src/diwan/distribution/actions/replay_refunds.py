"""Refunds of closed months: settle the month again without the reversed receipts, and post the difference."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from diwan.distribution import postings
from diwan.distribution.actions.context import Close
from diwan.distribution.books import carried_by_party, payable
from diwan.distribution.enums import Stage
from diwan.distribution.models import AccountingPeriod, Adjustment, Hold, Replay
from diwan.engine.public import charge, reverse
from diwan.kernel import audit, locks
from diwan.ledger.public import EntryView, list_entries, post

RECEIPT_REFUNDED = "receipt_refunded"


def replay_refunds(*, community_id: int, at: datetime) -> int:
    """Replay every refund of a posted month that was not replayed yet; give how many there were.

    Each becomes one `settlement_adjusted` entry that clears `assets:refunds_to_recover`. A loss is charged to the
    month's own hold, then to the unpaid balance, then carried against future earnings: nobody is invoiced. The books
    only gain entries, and one by one ends where all at once does. Raises CloseStopped.
    """
    with transaction.atomic():
        locks.exclusive(f"close:{community_id}")
        return sum(
            _replay(row, entry, at)
            for entry in list_entries(community_id=community_id, kinds=[RECEIPT_REFUNDED])
            if entry.reversed_by_id is None and (row := _posted_period(community_id, entry)) is not None
        )


def _posted_period(community_id: int, entry: EntryView) -> AccountingPeriod | None:
    rows = AccountingPeriod.objects.select_related("plan").filter(community=community_id, label=entry.detail["period"])
    return rows.filter(stage__in=(Stage.POSTED, Stage.SEALED)).first()


def _replay(row: AccountingPeriod, entry: EntryView, at: datetime) -> bool:
    if Replay.objects.filter(period=row, refund_key=entry.key).exists():
        return False
    close = Close(row=row, by=None, at=at)
    already = {receipt for one in Replay.objects.filter(period=row) for receipt in one.reversed_receipts}
    now = sorted(set(entry.detail["receipts"]) - already)
    refunded = sum(leg.amount_minor for leg in entry.legs if leg.account == postings.TO_RECOVER)
    changes = reverse(close.plan, close.inputs, now, already=already)
    replay = Replay.objects.create(
        period=row, refund_key=entry.key, reversed_receipts=now, refunded_minor=refunded, replayed_at=at
    )
    charges = [_charge(close, pid, change) for pid, change in changes.items() if not pid.startswith("acct:")]
    accounts = {name: change for name, change in changes.items() if name.startswith("acct:")}
    _keep(replay, accounts, charges)
    legs = postings.adjustment_legs(
        accounts=accounts, charges=charges, refunded_minor=refunded, dust_to=close.plan.dust_to
    )
    post(
        community_id=row.community_id,
        kind=postings.SETTLEMENT_ADJUSTED,
        legs=legs,
        effective_date=close.today,
        at=at,
        key=f"replay:{row.label}:{replay.pk}",
        source_ref=f"period:{row.label}",
        detail={"period": row.label, "refund": entry.key, "receipts": now},
        currency=close.community.currency,
    )
    audit.record(
        scope=row.community_id,
        actor="system",
        action="refund_replayed",
        object_ref=f"period:{row.label}",
        at=at,
        detail={"receipts": now, "refunded_minor": refunded},
    )
    return True


def _charge(close: Close, pid: str, change: int) -> postings.Charge:
    """How one person's change is met. A loss uses up the month's holds; a gain first pays off what was carried."""
    party = close.parties[pid]
    community_id = close.row.community_id
    if change > 0:
        paid_off = min(change, carried_by_party(community_id).get(party, 0))
        return postings.Charge(party, change, 0, 0, -paid_off)
    holds = list(Hold.objects.filter(line__period=close.row, line__party=party).order_by("until_period", "pk"))
    taken = charge(
        -change,
        hold=sum(hold.left_minor for hold in holds),
        balance=payable(community_id, party),
        earnings=0,
        waited=0,
        patience=1,
    )
    _use_up(holds, taken.from_hold)
    return postings.Charge(party, change, taken.from_hold, taken.from_balance, taken.carried)


def _use_up(holds: list[Hold], amount_minor: int) -> None:
    for hold in holds:
        part = min(amount_minor, hold.left_minor)
        hold.charged_minor += part
        hold.save(update_fields=["charged_minor"])
        amount_minor -= part


def _keep(replay: Replay, accounts: Mapping[str, int], charges: list[postings.Charge]) -> None:
    rows = [Adjustment(replay=replay, account=name, change_minor=change) for name, change in accounts.items()]
    rows += [
        Adjustment(
            replay=replay,
            party=one.party,
            change_minor=one.change_minor,
            from_hold_minor=one.from_hold_minor,
            from_payable_minor=one.from_payable_minor,
            carried_minor=one.carried_minor,
        )
        for one in charges
    ]
    Adjustment.objects.bulk_create(rows)
