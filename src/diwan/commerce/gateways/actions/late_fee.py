from datetime import datetime

from django.db.models import F

from diwan.commerce import postings, till
from diwan.commerce.gateways.models import GatewayPayment


def book_late_fee(*, payment: GatewayPayment, fee_minor: int | None, at: datetime) -> bool:
    """Book a fee the provider told only after the payment was settled: a cost of the community. For other actions."""
    if payment.is_fee_told or fee_minor is None:
        return False
    mine = GatewayPayment.objects.filter(pk=payment.pk, is_fee_told=False)
    if not mine.update(is_fee_told=True, late_fee_minor=F("late_fee_minor") + fee_minor):
        return False
    if fee_minor:
        till.book(
            community=payment.account.community,
            kind="processor_charged",
            legs=postings.processor_charged(amount_minor=fee_minor),
            key=f"gateway:payment:{payment.pk}:fee",
            at=at,
            source_ref=f"order:{payment.order_id}",
            detail={"external_id": payment.external_id},
        )
    return True
