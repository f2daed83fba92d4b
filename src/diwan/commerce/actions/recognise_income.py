from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from diwan.commerce import postings, till
from diwan.commerce.enums import EarningStatus
from diwan.commerce.models import ClosedMonth, Earning
from diwan.commerce.queries.months import is_closed
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger
from diwan.people import public as people

KIND = "income_recognised"


def recognise_income(*, community_id: int, period: str, at: datetime) -> int:
    """Book what is earned in the month, and what earlier months left over; give the number of entries written.

    Idempotent: each month's part of a receipt is booked once. A month handed over already takes nothing in (0).
    """
    month = Period(period)
    with transaction.atomic():
        till.hold(community_id=community_id)
        if is_closed(community_id=community_id, period=month):
            return 0
        planned = Earning.objects.filter(community=community_id, status=EarningStatus.PLANNED, period__lte=month.label)
        due = list(planned.select_related("receipt").order_by("pk"))
        currency = people.get_community_by_id(community_id=community_id).currency
        ledger.post_many(community_id=community_id, entries=_entries(due, month, currency), at=at)
        ids = [earning.pk for earning in due]
        Earning.objects.filter(pk__in=ids).update(status=EarningStatus.BOOKED, booked_period=month.label)
    return len(due)


def hand_over_month(*, community_id: int, period: str, at: datetime) -> None:
    """What the closing of a month calls: recognise its income, then leave the month alone for ever. Idempotent."""
    with transaction.atomic():
        recognise_income(community_id=community_id, period=period, at=at)
        ClosedMonth.objects.get_or_create(community_id=community_id, period=period, defaults={"closed_at": at})
        booked = Earning.objects.filter(community=community_id, booked_period=period, status=EarningStatus.BOOKED)
        booked.update(status=EarningStatus.CLOSED)


def entry_key(earning: Earning) -> str:
    return f"commerce:earning:{earning.reference}"


def _entries(due: Sequence[Earning], month: Period, currency: str) -> list[ledger.EntrySpec]:
    return [
        ledger.EntrySpec(
            kind=KIND,
            legs=postings.income_recognised(
                kind=earning.receipt.kind,
                payer=earning.receipt.payer,
                gross_minor=earning.gross_minor,
                tax_minor=earning.tax_minor,
                fee_minor=earning.fee_minor,
            ),
            effective_date=month.last_date(),
            key=entry_key(earning),
            currency=currency,
            source_ref=f"receipt:{earning.receipt_id}",
            detail=_detail(earning),
        )
        for earning in due
    ]


def _detail(earning: Earning) -> dict[str, str | int | None]:
    receipt = earning.receipt
    return {
        "receipt": earning.reference,
        "payer": str(receipt.payer),
        "income": receipt.kind,
        "gross": earning.gross_minor,
        "tax": earning.tax_minor,
        "fee": earning.fee_minor,
        "to": str(receipt.to) if receipt.to else None,
    }
