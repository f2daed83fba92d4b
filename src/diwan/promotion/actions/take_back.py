"""Taking money back out of an income: the latest months first, each according to how far its money has gone."""

from datetime import datetime

from diwan.kernel.periods import Period
from diwan.people import public as people
from diwan.promotion import money, postings
from diwan.promotion.actions.take_income import plan_part
from diwan.promotion.enums import EarningStatus
from diwan.promotion.models import Earning, Income, Refund
from diwan.promotion.terms import Part, cut_from_end, kept_part


def take_back(*, income: Income, community: people.Community, refund: Refund, at: datetime) -> None:
    """Withdraw an unsaved refund's amount and book the money that goes back. Runs inside the refund's transaction.

    Planned months give it out of deferred; closed months are named whole for replay (`receipt_refunded`), and what is
    kept of them is earned anew in the first open month.
    """
    refund.income = income
    refund.save(force_insert=True)
    live = list(income.earnings.exclude(status=EarningStatus.WITHDRAWN).order_by("period", "pk"))
    cuts = cut_from_end(amounts=[earning.gross_minor for earning in live], cut_minor=refund.amount_minor)
    deferred = lost_fee = 0
    for earning, taken in zip(live, cuts, strict=True):
        if not taken:
            continue
        part = Part(earning.period, earning.gross_minor, earning.tax_minor, earning.fee_minor)
        kept = kept_part(part=part, kept_minor=part.gross_minor - taken)
        if earning.status == EarningStatus.CLOSED:
            _out_of_closed(income, community, refund, earning, kept, at)
            continue
        _withdraw(earning)
        deferred, lost_fee = deferred + taken, lost_fee + part.fee_minor - kept.fee_minor
        if kept.gross_minor:
            plan_part(income=income, part=kept)
    income.refunded_minor += refund.amount_minor
    income.save(update_fields=["refunded_minor"])
    if deferred:
        _book_deferred(income, community, refund, deferred, lost_fee, at)


def _withdraw(earning: Earning) -> None:
    earning.status = EarningStatus.WITHDRAWN
    earning.save(update_fields=["status"])


def _out_of_closed(
    income: Income, community: people.Community, refund: Refund, earning: Earning, kept: Part, at: datetime
) -> None:
    _withdraw(earning)
    if kept.gross_minor:
        today = max(Period.of(at, community.timezone), Period(earning.booked_period))
        month = money.open_period(community_id=community.pk, period=today)
        # The fee was spent in the closed month; its replay puts it to the losses.
        plan_part(income=income, part=Part(month.label, kept.gross_minor, kept.tax_minor, 0))
    money.book(
        community=community,
        kind="receipt_refunded",
        legs=postings.receipt_refunded(
            till=income.paid_into,
            payer=income.payer,
            reversed_minor=earning.gross_minor,
            returned_minor=earning.gross_minor - kept.gross_minor,
        ),
        key=f"promotion:refund:{refund.pk}:{earning.reference}",
        at=at,
        source_ref=income.source_ref,
        detail={"receipts": [earning.reference], "period": earning.booked_period},
        description=refund.reason,
    )


def _book_deferred(
    income: Income, community: people.Community, refund: Refund, amount_minor: int, lost_fee_minor: int, at: datetime
) -> None:
    money.book(
        community=community,
        kind="payment_refunded",
        legs=postings.payment_refunded(
            till=income.paid_into, payer=income.payer, amount_minor=amount_minor, lost_fee_minor=lost_fee_minor
        ),
        key=f"promotion:refund:{refund.pk}:deferred",
        at=at,
        source_ref=income.source_ref,
        detail={"payer": str(income.payer), "refund": refund.pk},
        description=refund.reason,
    )
