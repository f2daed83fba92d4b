"""Pair assertions: nothing goes on that was not found twice, by two ways. Fail closed, in plain words."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from diwan.distribution.actions.context import Close
from diwan.distribution.books import booked
from diwan.distribution.models import Line
from diwan.distribution.second_opinion import figures, recompute
from diwan.engine.inputs import Receipt
from diwan.engine.public import fingerprint, settlement_document


def check_period(close: Close) -> None:
    """Check the settlement against itself, against an independent second implementation, and against the ledger.

    Raises CloseStopped with the first thing that does not hold; the month stays as it is.
    """
    for reason in (*_against_itself(close), *_against_a_second_opinion(close), *against_the_ledger(close)):
        raise close.stopped(reason)


def _against_itself(close: Close) -> Iterator[str]:
    settlement, stored = close.settlement, close.row.settlement
    if fingerprint(close.document) != close.row.snapshot.snapshot_hash:
        yield _("the stored snapshot was changed after it was taken.")
    if fingerprint(settlement_document(settlement)) != stored.settlement_hash:
        yield _("settling the snapshot again gives another result than the one stored.")
    posted = sum(posting.amount for posting in settlement.trail)
    if not settlement.gross == sum(settlement.alloc.values()) == posted:
        yield _("what was shared out does not add up to what came in.")
    if any(amount < 0 for amount in settlement.alloc.values()):
        yield _("somebody would receive less than nothing.")
    earned = {line.pid: line.earned_minor for line in Line.objects.filter(period=close.row) if line.earned_minor}
    if earned != {name: amount for name, amount in settlement.alloc.items() if not name.startswith("acct:")}:
        yield _("the members' lines differ from the settlement.")


def _against_a_second_opinion(close: Close) -> Iterator[str]:
    if recompute(close.plan, close.document) != figures(settlement_document(close.settlement)):
        yield _("a second implementation of the plan does not come to the same shares.")


def against_the_ledger(close: Close) -> Iterator[str]:
    """What the month's accounts hold now, against the receipts of the snapshot: to the unit, per kind and payer."""
    income, fees = income_and_fees(close)
    found = booked(close.row.community_id, close.period.next().first_date())
    if found.income != income or found.fees != fees:
        yield _(
            "the ledger's income of the month is %(ledger)s minor units after fees and the snapshot's is %(snapshot)s: "
            "the books changed after the snapshot."
        ) % {
            "ledger": sum(found.income.values()) - sum(found.fees.values()),
            "snapshot": sum(income.values()) - sum(fees.values()),
        }


def income_and_fees(close: Close) -> tuple[dict[tuple[str, UUID], int], dict[UUID, int]]:
    """Of the snapshot's receipts: {(kind, payer): gross − tax} and {payer: fee}, zeros omitted, by party as booked."""
    income: Counter[tuple[str, UUID]] = Counter()
    fees: Counter[UUID] = Counter()
    for receipt in close.inputs.receipts:
        _add(receipt, close.parties[receipt.payer], income, fees)
    return {key: amount for key, amount in income.items() if amount}, {one: fee for one, fee in fees.items() if fee}


def _add(receipt: Receipt, payer: UUID, income: Counter[tuple[str, UUID]], fees: Counter[UUID]) -> None:
    income[receipt.kind, payer] += receipt.gross - receipt.tax
    fees[payer] += receipt.fee
