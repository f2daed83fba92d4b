from datetime import timedelta

from django.conf import settings

from diwan.distribution import postings
from diwan.distribution.actions.context import Close
from diwan.distribution.actions.release_holds import release_due_holds
from diwan.distribution.actions.resolve_objection import post_corrections
from diwan.distribution.actions.settle_carried import settle_carried
from diwan.distribution.actions.stage_check import against_the_ledger, income_and_fees
from diwan.distribution.enums import ObjectionStatus
from diwan.distribution.errors import NotPublishedYet
from diwan.distribution.events import SETTLEMENT_POSTED
from diwan.distribution.models import Line
from diwan.kernel import registry
from diwan.ledger.public import post


def is_window_open(close: Close, *, is_waived: bool) -> bool:
    """Whether posting must wait: for the window, unless the owner waived it, and for objections not yet decided.

    An undecided objection holds back everybody's pay for one more window at the most; its correction can come later.
    """
    until = close.row.objections_until
    if until is None:
        raise NotPublishedYet(period=close.row.label)
    if close.at < until and not is_waived:
        return True
    patience = until + timedelta(days=settings.OBJECTION_DAYS)
    return close.at < patience and close.row.objections.filter(status=ObjectionStatus.OPEN).exists()


def post_period(close: Close) -> None:
    """Write the month into the Book of Money: income and fees to zero, everything to those it belongs to.

    Keyed by the month, so it is written once. Then what waited for this month: debts carried from refunds, holds whose
    time is over, corrections of accepted objections. Raises CloseStopped when the books moved since the snapshot.
    """
    for reason in against_the_ledger(close):
        raise close.stopped(reason)
    lines = list(Line.objects.filter(period=close.row).order_by("party"))
    _post_settlement(close, lines)
    settle_carried(close, {line.party: line.payable_minor for line in lines})
    release_due_holds(row=close.row, currency=close.community.currency, zone=close.community.timezone, at=close.at)
    post_corrections(row=close.row, community=close.community, at=close.at)
    close.row.posted_at = close.at
    registry.announce(SETTLEMENT_POSTED, community_id=close.row.community_id, period=close.row.label, at=close.at)


def _post_settlement(close: Close, lines: list[Line]) -> None:
    income, fees = income_and_fees(close)
    legs = postings.settlement_legs(
        income=income, fees=fees, accounts=_own_accounts(close), earned=[_earned(line) for line in lines]
    )
    if not legs:  # a month in which nothing came in has nothing to say in the books
        return
    post(
        community_id=close.row.community_id,
        kind=postings.SETTLEMENT_POSTED,
        legs=legs,
        effective_date=close.period.last_date(),
        at=close.at,
        key=f"settlement:{close.row.label}",
        source_ref=f"period:{close.row.label}",
        detail={"settlement_hash": close.row.settlement.settlement_hash, "period": close.row.label},
        currency=close.community.currency,
    )


def _own_accounts(close: Close) -> dict[str, int]:
    return {name: amount for name, amount in close.settlement.alloc.items() if name.startswith("acct:")}


def _earned(line: Line) -> postings.Earned:
    return postings.Earned(line.party, line.payable_minor, line.held_minor)
