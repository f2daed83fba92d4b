"""Reads Open Collective's tables (transactions.csv, accounts.csv). Amounts are minor units of the host's currency."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from diwan.moving.errors import BrokenDump, NotADump, Unreadable

Row = dict[str, str]
_FEES = ("platformFeeInHostCurrency", "hostFeeInHostCurrency", "paymentProcessorFeeInHostCurrency")
_ACCOUNT_FIELDS = ("id", "slug_or_pseudonym")
_FIELDS = (
    "id",
    "type",
    "kind",
    "CollectiveId",
    "FromCollectiveId",
    "hostCurrency",
    "amountInHostCurrency",
    *_FEES,
    "taxAmount",
    "netAmountInCollectiveCurrency",
    "createdAt",
    "deletedAt",
)


@dataclass(frozen=True, slots=True)
class Movement:
    """One side of a live pair. `fee_minor` is what platform, host and card took together; net = gross − fee − tax."""

    id: str
    is_credit: bool
    kind: str
    collective: str
    counterpart: str
    currency: str
    gross_minor: int
    fee_minor: int
    tax_minor: int
    net_minor: int
    day: date

    @property
    def adds_up(self) -> bool:
        return self.gross_minor - self.fee_minor - self.tax_minor == self.net_minor


def find(folder: Path) -> Path:
    """The transactions' file, at the top or in a folder of its own. Raises NotADump."""
    for path in (folder / "transactions.csv", folder / "dev" / "transactions.csv"):
        if path.is_file():
            if (folder / "accounts.csv").is_file():
                return path
            raise NotADump(folder=folder, file="accounts.csv")
    raise NotADump(folder=folder, file="transactions.csv")


def names(folder: Path) -> dict[str, str]:
    """{account id: the name it goes by}. Raises BrokenDump, Unreadable."""
    rows = _rows(folder / "accounts.csv", _ACCOUNT_FIELDS)
    return {row["id"]: row["slug_or_pseudonym"] for _line, row in rows}


def movements(path: Path) -> Iterator[Movement | None]:
    """Every row in the file's order; None for one that was deleted there. Raises BrokenDump, Unreadable."""
    for line, row in _rows(path, _FIELDS):
        yield None if row["deletedAt"] else _movement(row, line)


def _rows(path: Path, fields: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """(line number, row), one after the other; each has all of `fields`."""
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            for name in fields:
                if name not in (reader.fieldnames or ()):
                    raise Unreadable(file=path.name, line=1, field=name)
            for row in reader:
                line = reader.line_num
                if None in row or None in row.values():
                    raise BrokenDump(file=path.name, line=line)
                yield line, row
    except (csv.Error, UnicodeDecodeError) as error:
        raise BrokenDump(file=path.name, line=line + 1) from error


def _movement(row: Row, line: int) -> Movement:
    return Movement(
        id=row["id"],
        is_credit=row["type"] == "CREDIT",
        kind=row["kind"],
        collective=row["CollectiveId"],
        counterpart=row["FromCollectiveId"],
        currency=row["hostCurrency"],
        gross_minor=_amount(row, line, "amountInHostCurrency"),
        fee_minor=-sum(_amount(row, line, name) for name in _FEES),
        tax_minor=-_amount(row, line, "taxAmount"),
        net_minor=_amount(row, line, "netAmountInCollectiveCurrency"),
        day=_day(row, line),
    )


def _amount(row: Row, line: int, field: str) -> int:
    try:
        return int(row[field] or 0)
    except ValueError as error:
        raise Unreadable(file="transactions.csv", line=line, field=field) from error


def _day(row: Row, line: int) -> date:
    try:
        return datetime.fromisoformat(row["createdAt"]).date()
    except ValueError as error:
        raise Unreadable(file="transactions.csv", line=line, field="createdAt") from error
