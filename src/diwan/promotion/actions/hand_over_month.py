from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from diwan.kernel.periods import Period
from diwan.ledger import public as ledger
from diwan.people import public as people
from diwan.promotion import money, postings
from diwan.promotion.enums import EarningStatus
from diwan.promotion.models import ClosedMonth, Earning

KIND = "income_recognised"


def hand_over_month(*, community_id: int, period: str, at: datetime) -> None:
    """What the closing of a month calls: book what it earned, and what earlier months left over; then never again.

    Idempotent: a month handed over already takes nothing in.
    """
    month = Period(period)
    with transaction.atomic():
        money.hold(community_id=community_id)
        _row, is_new = ClosedMonth.objects.get_or_create(
            community_id=community_id, period=month.label, defaults={"closed_at": at}
        )
        if is_new:
            _recognise(community_id, month, at)


def _recognise(community_id: int, month: Period, at: datetime) -> None:
    planned = Earning.objects.filter(community=community_id, status=EarningStatus.PLANNED, period__lte=month.label)
    due = list(planned.select_related("income").order_by("pk"))
    if not due:
        return
    currency = people.get_community_by_id(community_id=community_id).currency
    ledger.post_many(community_id=community_id, entries=_entries(due, month, currency), at=at)
    rows = Earning.objects.filter(pk__in=[earning.pk for earning in due])
    rows.update(status=EarningStatus.CLOSED, booked_period=month.label)


def _entries(due: Sequence[Earning], month: Period, currency: str) -> list[ledger.EntrySpec]:
    return [
        ledger.EntrySpec(
            kind=KIND,
            legs=postings.income_recognised(
                kind=earning.income.kind,
                payer=earning.income.payer,
                gross_minor=earning.gross_minor,
                tax_minor=earning.tax_minor,
                fee_minor=earning.fee_minor,
            ),
            effective_date=month.last_date(),
            key=f"promotion:earning:{earning.reference}",
            currency=currency,
            source_ref=earning.income.source_ref,
            detail=_detail(earning),
        )
        for earning in due
    ]


def _detail(earning: Earning) -> dict[str, str | int | None]:
    return {
        "receipt": earning.reference,
        "payer": str(earning.income.payer),
        "income": earning.income.kind,
        "gross": earning.gross_minor,
        "tax": earning.tax_minor,
        "fee": earning.fee_minor,
        "to": None,
    }
