"""The model's Book of Money: one dictionary. Imports nothing of Diwan."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

OFFSET = timedelta(hours=3)  # the communities of the machine keep the time of Riyadh: no summer time

Account = tuple[str, str]  # code and party; "" where an account has none


class Refused(Exception):
    """The model says that this deed must not be done."""


class Disagreement(Exception):
    """What the program did is not what the model says."""


class Books:
    """Balances, debits positive. Every entry must balance here too."""

    def __init__(self) -> None:
        self.balances: defaultdict[Account, int] = defaultdict(int)

    def enter(self, *legs: tuple[str, str, int]) -> None:
        """(account, party, debit > 0 or credit < 0) of one entry."""
        if sum(amount for _code, _party, amount in legs):
            raise AssertionError(f"the model itself does not balance: {legs}")
        for code, party, amount in legs:
            self.balances[code, party] += amount

    def debit(self, code: str, party: str = "") -> int:
        return self.balances[code, party]

    def credit(self, code: str, party: str = "") -> int:
        return -self.balances[code, party]

    def standing(self) -> dict[Account, int]:
        return {key: amount for key, amount in self.balances.items() if amount}


def asset(till: str) -> str:
    return "assets:processor" if till == "online" else f"assets:{till}"


def local_day(at: datetime) -> date:
    return (at + OFFSET).date()


def month_of(at: datetime) -> str:
    return local_day(at).isoformat()[:7]


def plus(label: str, months: int) -> str:
    """The month so many months on: plus("2026-11", 3) is "2027-02"."""
    count = int(label[:4]) * 12 + int(label[5:]) - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def months_between(early: str, late: str) -> int:
    return (int(late[:4]) - int(early[:4])) * 12 + int(late[5:]) - int(early[5:])


def end_of(label: str) -> datetime:
    """The first instant after the month, UTC."""
    after = plus(label, 1)
    return datetime(int(after[:4]), int(after[5:]), 1, tzinfo=UTC) - OFFSET


def a_term_later(start: datetime, months: int, anchor_day: int) -> datetime:
    """The same wall clock so many months on, on the day the first term began or the month's last."""
    local = start + OFFSET
    label = plus(local.date().isoformat()[:7], months)
    last = (end_of(label) + OFFSET - timedelta(days=1)).day
    year, month = int(label[:4]), int(label[5:])
    return local.replace(year=year, month=month, day=min(anchor_day, last)) - OFFSET
