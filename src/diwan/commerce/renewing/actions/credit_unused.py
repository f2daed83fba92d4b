"""Months of a term that have not begun become its payer's credit, to the unit. For other actions."""

from datetime import datetime

from diwan.commerce import postings, till
from diwan.commerce.enums import EarningStatus
from diwan.commerce.models import Earning, Order, Subscription
from diwan.commerce.renewing.spans import begun_count, month_ends
from diwan.kernel.periods import Period

_WAITING = (EarningStatus.PLANNED, EarningStatus.RESTING)


def months_not_begun(*, term: Subscription, at: datetime) -> list[Earning]:
    """The months of a paid term that have not begun and are in nobody's books yet, each receipt's own."""
    zone = term.order.community.timezone
    ends = month_ends(start=term.starts_at, interval=term.offer.interval, zone=zone, anchor_day=term.anchor_day)
    begun = begun_count(ends=ends, start=term.starts_at, at=term.paused_at or at)
    found: list[Earning] = []
    for receipt in term.order.receipts.all():
        rows = list(receipt.earnings.exclude(status=EarningStatus.WITHDRAWN).order_by("period", "pk"))
        first = min((Period(row.period) for row in rows), default=None)
        if first is not None:
            found += [row for row in rows if row.status in _WAITING and Period(row.period) >= first.plus(begun)]
    return found


def credit_unused(*, term: Subscription, at: datetime) -> int:
    """Withdraw the months that have not begun and give their money to the payer as credit; give the sum."""
    months = months_not_begun(term=term, at=at)
    total = sum(month.gross_minor for month in months)
    if not total:
        return 0
    Earning.objects.filter(pk__in=[month.pk for month in months]).update(status=EarningStatus.WITHDRAWN)
    for receipt in term.order.receipts.all():
        receipt.refunded_minor += sum(month.gross_minor for month in months if month.receipt_id == receipt.pk)
        receipt.save(update_fields=["refunded_minor"])
    _book(term, total, sum(month.fee_minor for month in months), at)
    _move_payments(term.order, total)
    return total


def _book(term: Subscription, total_minor: int, fee_minor: int, at: datetime) -> None:
    order = term.order
    payer = order.membership.party_id
    till.book(
        community=order.community,
        kind="unused_credited",
        legs=postings.order_cancelled(payer=payer, amount_minor=total_minor, lost_fee_minor=fee_minor),
        key=f"commerce:subscription:{term.pk}:unused:{at.isoformat()}",
        at=at,
        source_ref=f"order:{order.pk}",
        detail={"payer": str(payer), "order": order.reference},
    )


def _move_payments(order: Order, amount_minor: int) -> None:
    """What the order no longer needs of its payments is over-payment now: a treasurer can send it back."""
    for payment in order.payments.order_by("-received_at", "-pk"):
        part = min(amount_minor, payment.applied_minor - payment.applied_back_minor)
        payment.applied_minor -= part
        payment.credited_minor += part
        payment.save(update_fields=["applied_minor", "credited_minor"])
        amount_minor -= part
