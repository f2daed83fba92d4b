"""An earner's year, told from the Book of Money: every entry that moved what the community owes them is in it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from diwan.distribution import postings
from diwan.distribution.models import Line
from diwan.ledger.public import StatementLine, balance
from diwan.ledger.public import statement as ledger_statement
from diwan.people.public import get_community_by_id

_OWED = (postings.MEMBERS, postings.HELD, postings.IN_PAYOUT)
_ADJUSTED = (postings.SETTLEMENT_ADJUSTED, postings.OBJECTION_CORRECTED)
_OF_MONTH = "period:"
_PAID = ("payout_sent", "payout_returned")


@dataclass(frozen=True, slots=True)
class YearView:
    """Minor units of `currency`. opening + earned + adjusted − paid + other = closing,

    and closing = payable + held + in payout − carried.

    `months` (month, earned) are those closed here; `kinds` (rule of the pool, earned) add up to `earned_minor`.
    `other`: movements that are none of these, by kind of entry (a share given to the common pot, books taken over).
    """

    year: int
    currency: str
    opening_minor: int
    earned_minor: int
    months: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    adjusted_minor: int
    paid_minor: int
    other: tuple[tuple[str, int], ...]
    closing_minor: int
    payable_minor: int
    held_minor: int
    in_payout_minor: int
    carried_minor: int

    @property
    def is_empty(self) -> bool:
        """Whether the books say nothing of this year."""
        return not (self.opening_minor or self.closing_minor or self.months or self.paid_minor or self.other)


def year_of(*, community_id: int, party: UUID, year: int) -> YearView:
    """What a party earned, was paid and is still owed in a calendar year of entry days."""
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    lines = _lines(community_id, party, start, end)
    sums: defaultdict[str, int] = defaultdict(int)
    months: defaultdict[str, int] = defaultdict(int)
    for line, change in lines:
        sums[line.kind] += change
        if line.kind == postings.SETTLEMENT_POSTED and line.source_ref.startswith(_OF_MONTH):
            months[line.source_ref.removeprefix(_OF_MONTH)] += change
    known = (postings.SETTLEMENT_POSTED, *_ADJUSTED, *_PAID)
    stands = {account: _balance(community_id, account, party, end) for account in (*_OWED, postings.CARRIED)}
    return YearView(
        year=year,
        currency=get_community_by_id(community_id=community_id).currency,
        opening_minor=_owed(community_id, party, start),
        earned_minor=sums[postings.SETTLEMENT_POSTED],
        months=tuple(sorted(months.items())),
        kinds=_kinds(community_id, party, list(months), sums[postings.SETTLEMENT_POSTED]),
        adjusted_minor=sum(sums[kind] for kind in _ADJUSTED),
        paid_minor=-sum(sums[kind] for kind in _PAID),
        other=tuple(sorted((kind, amount) for kind, amount in sums.items() if kind not in known and amount)),
        closing_minor=_owed(community_id, party, end),
        payable_minor=stands[postings.MEMBERS],
        held_minor=stands[postings.HELD],
        in_payout_minor=stands[postings.IN_PAYOUT],
        carried_minor=stands[postings.CARRIED],
    )


def list_years(*, community_id: int, party: UUID) -> list[int]:
    """The years in which something moved what the party is owed, newest first."""
    first, latest = date(1970, 1, 1), date(9999, 1, 1)
    lines = _lines(community_id, party, first, latest)
    return sorted({line.effective_date.year for line, _ in lines}, reverse=True)


def _lines(community_id: int, party: UUID, start: date, end: date) -> list[tuple[StatementLine, int]]:
    """Every change of what is owed: plus for more, minus for less."""
    found = []
    for account in (*_OWED, postings.CARRIED):
        sign = -1 if account == postings.CARRIED else 1
        read = ledger_statement(community_id=community_id, account=account, party=party, start=start, end=end)
        found += [(line, sign * line.change_minor) for line in read.lines]
    return found


def _owed(community_id: int, party: UUID, until: date) -> int:
    owed = sum(_balance(community_id, account, party, until) for account in _OWED)
    return owed - _balance(community_id, postings.CARRIED, party, until)


def _balance(community_id: int, account: str, party: UUID, until: date) -> int:
    return balance(community_id=community_id, account=account, party=party, until=until)


def _kinds(community_id: int, party: UUID, months: list[str], earned_minor: int) -> tuple[tuple[str, int], ...]:
    """Earned by the rule of the pool that gave it; what no line of a settlement explains (taken over) is 'other'."""
    sums: defaultdict[str, int] = defaultdict(int)
    for row in Line.objects.filter(period__community=community_id, period__label__in=months, party=party):
        for share in row.breakdown["shares"]:
            sums[share["rule"]] += share["amount"]
    rest = earned_minor - sum(sums.values())
    if rest:
        sums["other"] += rest
    return tuple(sorted(((rule, amount) for rule, amount in sums.items() if amount), key=lambda one: -one[1]))
