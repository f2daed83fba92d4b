from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from diwan.ledger import chart
from diwan.ledger.enums import Side
from diwan.ledger.models import Account, Leg
from diwan.ledger.shapes import TrialLine

DEBIT = Sum("amount_minor", filter=Q(side=Side.DEBIT), default=0)
CREDIT = Sum("amount_minor", filter=Q(side=Side.CREDIT), default=0)


def balance(*, community_id: int, account: str, party: UUID | None = None, until: date | None = None) -> int:
    """What the account (of one party, or of all) holds before the day `until`: minor units, normal side positive."""
    legs = legs_before(community_id, until).filter(account_id__in=_account(community_id, account))
    if party is not None:
        legs = legs.filter(party=party)
    sums = legs.aggregate(debit=DEBIT, credit=CREDIT)
    return _signed(account, sums["debit"], sums["credit"])


def balances_by_party(*, community_id: int, account: str, until: date | None = None) -> dict[UUID, int]:
    """The same for every party of a per-party account; parties at zero are left out."""
    legs = legs_before(community_id, until).filter(account_id__in=_account(community_id, account), party__isnull=False)
    sums = legs.order_by().values_list("party").annotate(debit=DEBIT, credit=CREDIT)
    balances = {party: _signed(account, debit, credit) for party, debit, credit in sums}
    return {party: amount for party, amount in sorted(balances.items()) if amount}


def trial_balance(*, community_id: int, until: date | None = None) -> list[TrialLine]:
    """Every account with entries before the day `until`, by code; debits and credits of the whole come to the same."""
    sums = legs_before(community_id, until).order_by("account__code").values_list("account__code")
    return [
        TrialLine(code, chart.find(code).normal_side, debit, credit, _signed(code, debit, credit))
        for code, debit, credit in sums.annotate(debit=DEBIT, credit=CREDIT)
    ]


def legs_before(community_id: int, until: date | None) -> QuerySet[Leg]:
    """The community's legs effective before the day `until` (half-open, like every range here), or all of them."""
    legs = Leg.objects.filter(community_id=community_id)
    return legs if until is None else legs.filter(entry__effective_date__lt=until)


def _account(community_id: int, code: str) -> QuerySet[Account, int]:
    chart.find(code)
    return Account.objects.filter(community_id=community_id, code=code).values_list("id", flat=True)


def _signed(account: str, debit_minor: int, credit_minor: int) -> int:
    difference = int(debit_minor) - int(credit_minor)
    return difference if chart.find(account).normal_side == Side.DEBIT else -difference
