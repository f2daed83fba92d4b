"""Reads Open Collective's tables (transactions.csv, accounts.csv). Amounts are minor units of the host's currency."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from diwan.moving.errors import BrokenDump, NotADump

Row = dict[str, str]
_FEES = ("platformFeeInHostCurrency", "hostFeeInHostCurrency", "paymentProcessorFeeInHostCurrency")


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


def check(folder: Path) -> Path:
    """The transactions' file, at the top or in a folder of its own. Raises NotADump."""
    for path in (folder / "transactions.csv", folder / "dev" / "transactions.csv"):
        if path.is_file():
            if (folder / "accounts.csv").is_file():
                return path
            raise NotADump(folder=folder, file="accounts.csv")
    raise NotADump(folder=folder, file="transactions.csv")


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """(line number, row), one after the other."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield reader.line_num, row


def names(folder: Path) -> dict[str, str]:
    """{account id: the name it goes by}."""
    return {row["id"]: row["slug_or_pseudonym"] for _line, row in rows(folder / "accounts.csv")}


def movement(row: Row, line: int) -> Movement:
    """Raises BrokenDump naming the line when a figure or a date cannot be read."""
    try:
        return Movement(
            id=row["id"],
            is_credit=row["type"] == "CREDIT",
            kind=row["kind"],
            collective=row["CollectiveId"],
            counterpart=row["FromCollectiveId"],
            currency=row["hostCurrency"],
            gross_minor=int(row["amountInHostCurrency"]),
            fee_minor=-sum(int(row[name] or 0) for name in _FEES),
            tax_minor=-int(row["taxAmount"] or 0),
            net_minor=int(row["netAmountInCollectiveCurrency"]),
            day=datetime.fromisoformat(row["createdAt"]).date(),
        )
    except (KeyError, ValueError) as error:
        raise BrokenDump(file="transactions.csv", line=line, reason=str(error)) from error
