"""Months, written '2026-10', half-open in a time zone: from the first instant of the month to the first of the next."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import total_ordering
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError

_LABEL = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class UnreadablePeriod(DiwanError):
    sentence = _("“%(label)s” is not a month. Write it like 2026-10.")


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """One calendar month. Raises UnreadablePeriod for anything that is not 'YYYY-MM'."""

    label: str

    def __post_init__(self) -> None:
        if not _LABEL.fullmatch(self.label):
            raise UnreadablePeriod(label=self.label)

    def __str__(self) -> str:
        return self.label

    def __lt__(self, other: "Period") -> bool:
        return self.label < other.label

    @classmethod
    def of(cls, at: datetime, zone: str) -> "Period":
        """The month in which the instant `at` falls, seen from the time zone."""
        return cls(f"{at.astimezone(ZoneInfo(zone)):%Y-%m}")

    @classmethod
    def of_date(cls, day: date) -> "Period":
        return cls(f"{day:%Y-%m}")

    @property
    def year(self) -> int:
        return int(self.label[:4])

    @property
    def month(self) -> int:
        return int(self.label[5:])

    def next(self) -> "Period":
        return self.plus(1)

    def previous(self) -> "Period":
        return self.plus(-1)

    def plus(self, months: int) -> "Period":
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Period(f"{year:04d}-{month + 1:02d}")

    def first_date(self) -> date:
        return date(self.year, self.month, 1)

    def last_date(self) -> date:
        return date.fromordinal(self.next().first_date().toordinal() - 1)

    def start(self, zone: str) -> datetime:
        return datetime(self.year, self.month, 1, tzinfo=ZoneInfo(zone))

    def end(self, zone: str) -> datetime:
        """The first instant that no longer belongs to the month."""
        return self.next().start(zone)
