"""From paid to earned: a receipt and the months it is earned in. For other actions, in their transaction."""

from datetime import datetime
from uuid import UUID

from diwan.commerce import postings, till
from diwan.commerce.enums import Till
from diwan.commerce.fulfilments import Spread
from diwan.commerce.models import Earning, Order, Receipt
from diwan.commerce.queries.months import open_period
from diwan.commerce.terms import earned_by_month, tax_within
from diwan.kernel.periods import Period


def open_receipt(
    *, order: Order, gross_minor: int, fee_minor: int, to: UUID | None, kind: str, spread: Spread, at: datetime
) -> Receipt:
    """Earn `gross_minor` of the order over the months of `spread`, as income of a `kind`, for `to`.

    The receipt carries `fee_minor` as far as it has room beside the tax; the rest stays with the order.
    """
    tax = tax_within(price_minor=gross_minor, tax_bp=order.tax_bp)
    fee = min(fee_minor, gross_minor - tax)
    receipt = Receipt.objects.create(
        community_id=order.community_id,
        order=order,
        payer=order.membership.party_id,
        to=to,
        kind=kind,
        gross_minor=gross_minor,
        tax_minor=tax,
        fee_minor=fee,
        paid_into=order.method or Till.BANK,
        effective_date=till.local_date(zone=order.community.timezone, at=at),
        recorded_at=at,
    )
    order.fee_minor -= fee
    order.save(update_fields=["fee_minor"])
    plan_earnings(receipt=receipt, first=spread.first, months=spread.months)
    return receipt


def write_off_fee(*, order: Order, at: datetime) -> None:
    """A fee that no receipt of the order had room for is lost."""
    if not order.fee_minor:
        return
    till.book(
        community=order.community,
        kind="fee_lost",
        legs=postings.fee_lost(amount_minor=order.fee_minor),
        key=f"commerce:order:{order.pk}:fee_lost",
        at=at,
        source_ref=f"order:{order.pk}",
        detail={"payer": str(order.membership.party_id), "order": order.reference},
    )
    order.fee_minor = 0
    order.save(update_fields=["fee_minor"])


def plan_earnings(*, receipt: Receipt, first: Period, months: int) -> None:
    """Lay the receipt out over its months, from `first` or the first open month after it."""
    start = open_period(community_id=receipt.community_id, period=first)
    parts = earned_by_month(
        gross_minor=receipt.gross_minor,
        tax_minor=receipt.tax_minor,
        fee_minor=receipt.fee_minor,
        first=start,
        months=months,
    )
    Earning.objects.bulk_create(
        Earning(
            community_id=receipt.community_id,
            receipt=receipt,
            reference=f"{receipt.pk}-{part.period}",
            period=part.period,
            gross_minor=part.gross_minor,
            tax_minor=part.tax_minor,
            fee_minor=part.fee_minor,
        )
        for part in parts
    )
