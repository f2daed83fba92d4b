"""Taking money back out of receipts: the latest months first, each according to how far its money has gone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from diwan.commerce import postings, till
from diwan.commerce.actions.recognise_income import KIND, entry_key
from diwan.commerce.enums import EarningStatus
from diwan.commerce.events import RECEIPTS_CHANGED
from diwan.commerce.models import Earning, Receipt, Refund
from diwan.commerce.queries.months import open_period
from diwan.commerce.terms import Part, cut_from_end, kept_part
from diwan.kernel import registry
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger


@dataclass(slots=True)
class _Cut:
    """What one refund takes: from money not yet earned, and from closed months (period → earnings and amounts)."""

    deferred_minor: int = 0
    lost_fee_minor: int = 0
    closed: dict[str, list[tuple[Earning, int]]] = field(default_factory=lambda: defaultdict(list))


def take_back(*, receipts: Sequence[Receipt], refund: Refund, amount_minor: int, at: datetime) -> None:
    """Withdraw `amount_minor` of one order's receipts and book the money that goes back, in the refund's transaction.

    Of one month, what is meant for nobody in particular goes first: a share steered to a person is the last to go.

    Planned months give it out of deferred; booked ones of open months are reversed first; closed months are named whole
    for replay (`receipt_refunded`) and what is kept of them is earned anew in the first open month.
    """
    owners = {receipt.pk: receipt for receipt in receipts}
    rows = Earning.objects.filter(receipt__in=owners).exclude(status=EarningStatus.WITHDRAWN)
    live = sorted(rows, key=lambda one: (one.period, owners[one.receipt_id].to is None, one.pk))
    cuts = cut_from_end(amounts=[earning.gross_minor for earning in live], cut_minor=amount_minor)
    taken: dict[int, list[tuple[Earning, int]]] = defaultdict(list)
    for earning, part_minor in zip(live, cuts, strict=True):
        if part_minor:
            taken[earning.receipt_id].append((earning, part_minor))
    for key, parts in taken.items():
        _take_back_of(owners[key], refund, parts, at)
    first = receipts[0]
    registry.announce(
        RECEIPTS_CHANGED,
        community_id=first.community_id,
        order_id=first.order_id,
        receipt_id=first.pk,
        refund_id=refund.pk,
        at=at,
    )


def _take_back_of(receipt: Receipt, refund: Refund, parts: Sequence[tuple[Earning, int]], at: datetime) -> None:
    cut = _Cut()
    for earning, part_minor in parts:
        _withdraw(receipt, earning, part_minor, cut, at)
    receipt.refunded_minor += sum(part_minor for _earning, part_minor in parts)
    receipt.save(update_fields=["refunded_minor"])
    _book_deferred(receipt, refund, cut, at)
    for period, earnings in sorted(cut.closed.items()):
        _book_closed(receipt, refund, period, earnings, at)


def _withdraw(receipt: Receipt, earning: Earning, taken_minor: int, cut: _Cut, at: datetime) -> None:
    was, month = earning.status, earning.booked_period or earning.period
    earning.status = EarningStatus.WITHDRAWN
    earning.save(update_fields=["status"])
    part = Part(month, earning.gross_minor, earning.tax_minor, earning.fee_minor)
    kept = kept_part(part=part, kept_minor=part.gross_minor - taken_minor)
    if was == EarningStatus.CLOSED:
        cut.closed[month].append((earning, taken_minor))
        today = Period.of(at, receipt.community.timezone)
        month = open_period(community_id=receipt.community_id, period=max(today, Period(month))).label
        # The fee was spent in the closed month; its replay puts it to the losses.
        _plan_again(receipt, Part(month, kept.gross_minor, kept.tax_minor, 0))
        return
    if was == EarningStatus.BOOKED:
        _reverse(receipt, earning, at)
    cut.deferred_minor += taken_minor
    cut.lost_fee_minor += part.fee_minor - kept.fee_minor
    _plan_again(receipt, kept)


def _reverse(receipt: Receipt, earning: Earning, at: datetime) -> None:
    entries = ledger.list_entries(community_id=receipt.community_id, kinds=[KIND], source_ref=f"receipt:{receipt.pk}")
    entry = next(entry for entry in entries if entry.key == entry_key(earning))
    ledger.reverse(
        community_id=receipt.community_id,
        entry_id=entry.id,
        key=f"{entry.key}:withdrawn",
        at=at,
        effective_date=entry.effective_date,
        reason="refund",
    )


def _plan_again(receipt: Receipt, kept: Part) -> None:
    if not kept.gross_minor:
        return
    base = f"{receipt.pk}-{kept.period}"
    count = receipt.earnings.filter(reference__startswith=base).count()
    Earning.objects.create(
        community_id=receipt.community_id,
        receipt=receipt,
        reference=f"{base}.{count}" if count else base,
        period=kept.period,
        gross_minor=kept.gross_minor,
        tax_minor=kept.tax_minor,
        fee_minor=kept.fee_minor,
    )


def _book_deferred(receipt: Receipt, refund: Refund, cut: _Cut, at: datetime) -> None:
    if not cut.deferred_minor:
        return
    till.book(
        community=receipt.community,
        kind="payment_refunded",
        legs=postings.payment_refunded(
            till=refund.paid_from,
            payer=receipt.payer,
            amount_minor=cut.deferred_minor,
            lost_fee_minor=cut.lost_fee_minor,
        ),
        key=f"commerce:refund:{refund.pk}:{receipt.pk}:deferred",
        at=at,
        source_ref=f"receipt:{receipt.pk}",
        detail={"payer": str(receipt.payer), "refund": refund.pk},
        description=refund.reason,
    )


def _book_closed(
    receipt: Receipt, refund: Refund, period: str, earnings: Sequence[tuple[Earning, int]], at: datetime
) -> None:
    till.book(
        community=receipt.community,
        kind="receipt_refunded",
        legs=postings.receipt_refunded(
            till=refund.paid_from,
            payer=receipt.payer,
            reversed_minor=sum(earning.gross_minor for earning, _taken in earnings),
            returned_minor=sum(taken for _earning, taken in earnings),
        ),
        key=f"commerce:refund:{refund.pk}:{receipt.pk}:{period}",
        at=at,
        source_ref=f"receipt:{receipt.pk}",
        detail={"receipts": [earning.reference for earning, _taken in earnings], "period": period},
        description=refund.reason,
    )
