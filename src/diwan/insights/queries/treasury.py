from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from diwan.insights import accounts
from diwan.insights.shapes import Clearing, Owed, Treasury
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger
from diwan.people import public as people

_MONTHS = 3


def treasury(*, community_id: int, at: datetime) -> Treasury:
    """What a community has, holds for others and could live on at `at`, from the books alone. Minor units.

    Sums only: it names nobody. For those who may see the cockpit (the edge asks).
    """
    community = people.get_community_by_id(community_id=community_id)
    today = at.astimezone(ZoneInfo(community.timezone)).date()
    balances = {row.account: row.balance_minor for row in ledger.trial_balance(community_id=community_id)}
    owed = tuple(Owed(name, balances.get(code, 0)) for name, code in accounts.OWED.items())
    cash, tax = sum(balances.get(code, 0) for code in accounts.TILLS), balances.get(accounts.TAX, 0)
    free = cash - tax - sum(max(row.amount_minor, 0) for row in owed)
    cost = _monthly_cost(community_id, Period.of(at, community.timezone))
    return Treasury(
        currency=community.currency,
        at=at,
        tills=tuple((code, balances[code]) for code in accounts.TILLS if balances.get(code)),
        cash_minor=cash,
        owed=owed,
        tax_minor=tax,
        carried_minor=balances.get(accounts.CARRIED, 0),
        funds=tuple((code, amount) for code, amount in balances.items() if code.startswith(accounts.FUNDS) and amount),
        reserve_minor=sum(balances.get(code, 0) for code in accounts.RESERVES),
        clearing=tuple(_clearing(community_id, balances, today)),
        free_minor=free,
        monthly_cost_minor=cost,
        runway_tenths=max(free, 0) * 10 // cost if cost else None,
    )


def _clearing(community_id: int, balances: Mapping[str, int], today: date) -> list[Clearing]:
    """Accounts that should return to zero and have not: how much, since when, and whether that is too long."""
    watched = dict(accounts.CLEARING_DAYS)
    watched |= {code: accounts.INCOME_DAYS for code in balances if code.startswith(accounts.INCOME)}
    found = []
    for code, most_days in watched.items():
        if not balances.get(code):
            continue
        since = _not_zero_since(community_id, code, today)
        found.append(Clearing(code, balances[code], since, (today - since).days > most_days))
    return sorted(found, key=lambda row: (not row.is_late, row.since, row.account))


def _not_zero_since(community_id: int, account: str, today: date) -> date:
    """The day on which the account last left zero."""
    view = ledger.statement(
        community_id=community_id, account=account, start=date(1970, 1, 1), end=today + timedelta(days=400)
    )
    since, before = today, 0
    for line in view.lines:
        if before == 0:
            since = line.effective_date
        before = line.balance_minor
    return since


def _monthly_cost(community_id: int, this: Period) -> int:
    """What a month cost on average over the last full months, rounded down."""
    start = this.plus(-_MONTHS).first_date()
    entries = ledger.list_entries(
        community_id=community_id, kinds=[accounts.COST_ENTRY], start=start, end=this.first_date()
    )
    debits = (leg.amount_minor for one in entries for leg in one.legs if leg.side == "debit")
    return sum(debits) // _MONTHS
