"""Money arrives: it is deferred on the day it came, and laid out over the months of the days it pays for."""

from datetime import date, datetime
from uuid import UUID

from diwan.people import public as people
from diwan.promotion import money, postings
from diwan.promotion.errors import BadAmount
from diwan.promotion.models import Earning, Income
from diwan.promotion.terms import Part, earned_by_days


def take_income(*, income: Income, community: people.Community, first: date, last: date) -> Income:
    """Keep and book an unsaved income earned from `first` to `last`. For other actions, in their transaction.

    Raises BadAmount when tax and fee are no parts of the gross.
    """
    money.require_amount(income.gross_minor)
    if min(income.tax_minor, income.fee_minor) < 0 or income.gross_minor < income.tax_minor + income.fee_minor:
        raise BadAmount
    income.community = community
    income.save(force_insert=True)
    money.book(
        community=community,
        kind="payment_received",
        legs=postings.payment_received(
            till=income.paid_into,
            payer=income.payer,
            gross_minor=income.gross_minor,
            fee_minor=income.fee_minor,
        ),
        key=f"promotion:income:{income.pk}",
        at=income.recorded_at,
        source_ref=income.source_ref,
        day=income.received_date,
        detail={"payer": str(income.payer), "income": income.kind},
        description=income.note,
    )
    parts = earned_by_days(
        gross_minor=income.gross_minor, tax_minor=income.tax_minor, fee_minor=income.fee_minor, first=first, last=last
    )
    for part in parts:
        plan_part(income=income, part=part)
    return income


def plan_part(*, income: Income, part: Part) -> None:
    """One month's part, under a reference no other receipt of the community has."""
    base = f"promotion-{income.pk}-{part.period}"
    count = income.earnings.filter(reference__startswith=base).count()
    Earning.objects.create(
        community_id=income.community_id,
        income=income,
        reference=f"{base}.{count}" if count else base,
        period=part.period,
        gross_minor=part.gross_minor,
        tax_minor=part.tax_minor,
        fee_minor=part.fee_minor,
    )


def new_income(
    *,
    payer: UUID,
    kind: str,
    source_ref: str,
    gross_minor: int,
    tax_minor: int,
    fee_minor: int,
    paid_into: str,
    received_date: date,
    note: str,
    by: UUID,
    at: datetime,
) -> Income:
    """An unsaved row."""
    return Income(
        payer=payer, kind=kind, source_ref=source_ref, gross_minor=gross_minor, tax_minor=tax_minor,
        fee_minor=fee_minor, paid_into=paid_into, received_date=received_date, note=note[:300], recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
