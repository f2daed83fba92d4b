"""Moves Open Collective's books in: contributions as receipts with their fees, expenses as costs; tied to the totals."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from diwan.commerce import public as commerce
from diwan.kernel import idempotency
from diwan.moving.errors import TotalsDiffer, UnknownCollective
from diwan.moving.importers.opencollective import books
from diwan.moving.report import ImportReport, Progress
from diwan.people import public as people

SOURCE = "opencollective"


def import_opencollective(
    *,
    folder: Path,
    community_id: int,
    by: UUID,
    at: datetime,
    collectives: Collection[str] = (),
    is_dry_run: bool = False,
    say: Progress = lambda line: None,
) -> ImportReport:
    """Bring the live rows of `collectives` (names; all of them when empty) in the community's currency.

    A contribution becomes a receipt of kind membership in the month it was made; platform, host and card fees together
    are its fee. An expense paid becomes a cost called "expenses". `by` is the keeper who answers for the costs.
    All or nothing. Raises NotADump, BrokenDump, UnknownCollective, TotalsDiffer.
    """
    path = books.check(folder)
    names = books.names(folder)
    moving = _Moving(community_id, by, at, names, _wanted(names, collectives), ImportReport(is_dry_run=is_dry_run))
    with transaction.atomic():
        for line, row in books.rows(path):
            moving.take(row, line)
        say(f"transactions: {moving.report.read} rows read")
        moving.tie()
        if is_dry_run:
            transaction.set_rollback(True)
    return moving.report


def _wanted(names: dict[str, str], collectives: Collection[str]) -> frozenset[str]:
    for name in collectives:
        if name not in names.values():
            raise UnknownCollective(collective=name)
    return frozenset(key for key, name in names.items() if not collectives or name in collectives)


@dataclass
class _Moving:
    community_id: int
    by: UUID
    at: datetime
    names: dict[str, str]
    wanted: frozenset[str]
    report: ImportReport
    sums: Counter[str] = field(default_factory=Counter)
    payers: dict[str, UUID] = field(default_factory=dict)
    known: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.currency = people.get_community_by_id(community_id=self.community_id).currency
        self.known = idempotency.known_keys(scope=self.community_id, prefix=f"{SOURCE}:")

    def take(self, row: books.Row, line: int) -> None:
        """Store one row, or say why not. Every live pair has two sides: the collective's own is the one kept."""
        if row["deletedAt"]:
            self.report.skip("deleted there")
            return
        one = books.movement(row, line)
        if one.is_credit != (one.kind == "CONTRIBUTION"):
            self.report.skip("the other side of a pair")
        elif one.collective not in self.wanted:
            self.report.skip("another collective")
        elif one.currency != self.currency:
            self.report.skip("another currency")
        elif one.kind == "CONTRIBUTION":
            self._contribution(one)
        elif one.kind == "EXPENSE":
            self._expense(one)
        else:
            self.report.skip(f"movement of kind {one.kind}")

    def tie(self) -> None:
        """The sums of what was stored, and the proof that they add up. Raises TotalsDiffer."""
        gross, fee, tax, net = (self.sums[name] for name in ("gross", "fee", "tax", "net"))
        if gross - fee - tax != net:
            raise TotalsDiffer(what=f"{gross} − {fee} − {tax} ≠ {net}")
        self.report.totals = {name: self.sums[name] for name in ("gross", "fee", "tax", "net", "expenses")}

    def _contribution(self, one: books.Movement) -> None:
        if not one.adds_up:
            raise TotalsDiffer(what=f"transaction {one.id}")
        key = f"{SOURCE}:{one.id}"
        commerce.record_receipt(
            community_id=self.community_id,
            payer=self._payer(one.counterpart),
            kind="membership",
            gross_minor=one.gross_minor,
            tax_minor=one.tax_minor,
            fee_minor=one.fee_minor,
            to=None,
            effective_date=one.day,
            at=self.at,
            key=key,
            note=f"Open Collective {self.names[one.collective]} {one.id}",
        )
        self.sums.update(gross=one.gross_minor, fee=one.fee_minor, tax=one.tax_minor, net=one.net_minor)
        self._count("receipts", key)

    def _expense(self, one: books.Movement) -> None:
        key = f"{SOURCE}:{one.id}"
        commerce.record_cost(
            community_id=self.community_id,
            actual="expenses",
            amount_minor=-one.net_minor,
            paid_from="bank",
            date=one.day,
            note=f"Open Collective {self.names[one.collective]} {one.id}",
            by=self.by,
            at=self.at,
            key=key,
        )
        self.sums.update(expenses=-one.net_minor)
        self._count("costs", key)

    def _count(self, what: str, key: str) -> None:
        if key in self.known:
            self.report.skip("already here")
        else:
            self.report.store(what)

    def _payer(self, account: str) -> UUID:
        if account not in self.payers:
            self.payers[account] = people.create_outside_party(
                community_id=self.community_id,
                name=self.names.get(account, f"account {account}"),
                kind="payer",
                at=self.at,
                source_ref=f"{SOURCE}:{account}",
            )
            self.report.made["payers from outside"] += 1
        return self.payers[account]
