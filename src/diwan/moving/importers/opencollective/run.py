"""Moves Open Collective's books in: contributions as receipts with their fees, expenses as costs; the sums are told."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from diwan.commerce import public as commerce
from diwan.kernel import idempotency
from diwan.moving.errors import DoesNotAddUp, UnknownCollective
from diwan.moving.importers.opencollective import books
from diwan.moving.report import ImportReport, Progress
from diwan.people import public as people

SOURCE = "opencollective"
SUMS = ("gross", "fee", "tax", "net", "expenses")


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
    All or nothing. Raises NotADump, BrokenDump, Unreadable, UnknownCollective, DoesNotAddUp.
    """
    path = books.find(folder)
    names = books.names(folder)
    moving = _Moving(community_id, by, at, names, _wanted(names, collectives), ImportReport(is_dry_run=is_dry_run))
    with transaction.atomic():
        for movement in books.movements(path):
            moving.take(movement)
        say(f"transactions: {moving.report.read} rows read")
        if is_dry_run:
            transaction.set_rollback(True)
    moving.report.totals = {name: moving.sums[name] for name in SUMS}
    return moving.report


def _wanted(names: dict[str, str], collectives: Collection[str]) -> frozenset[str]:
    for name in collectives:
        if name not in names.values():
            raise UnknownCollective(collective=name)
    return frozenset(key for key, name in names.items() if not collectives or name in collectives)


@dataclass
class _Moving:
    """One import under way. `sums` are of every row that belongs here, brought now or by an earlier import."""

    community_id: int
    by: UUID
    at: datetime
    names: dict[str, str]
    wanted: frozenset[str]
    report: ImportReport
    sums: Counter[str] = field(default_factory=Counter)
    payers: dict[str, UUID] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    currency: str = ""

    def __post_init__(self) -> None:
        self.currency = people.get_community_by_id(community_id=self.community_id).currency
        self.known = idempotency.known_keys(scope=self.community_id, prefix=f"{SOURCE}:")

    def take(self, one: books.Movement | None) -> None:
        """Store one row, or say why not. Every live pair has two sides: the collective's own is the one kept."""
        reason = self._reason_to_skip(one)
        if one is None or reason:
            self.report.skip(reason)
        elif one.kind == "CONTRIBUTION":
            self._contribution(one)
        else:
            self._expense(one)

    def _reason_to_skip(self, one: books.Movement | None) -> str:
        if one is None:
            return "deleted there"
        if one.kind not in ("CONTRIBUTION", "EXPENSE"):
            return f"movement of kind {one.kind}"
        if one.is_credit != (one.kind == "CONTRIBUTION"):
            return "the other side of a pair"
        if one.collective not in self.wanted:
            return "another collective"
        if one.currency != self.currency:
            return "another currency"
        return "" if one.gross_minor else "nothing moved"

    def _contribution(self, one: books.Movement) -> None:
        if not one.adds_up:
            raise DoesNotAddUp(id=one.id)
        self.sums.update(gross=one.gross_minor, fee=one.fee_minor, tax=one.tax_minor, net=one.net_minor)
        if self._is_new("receipts", one):
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
                key=_key(one),
                note=self._note(one),
            )

    def _expense(self, one: books.Movement) -> None:
        self.sums.update(expenses=-one.net_minor)
        if self._is_new("costs", one):
            commerce.record_cost(
                community_id=self.community_id,
                actual="expenses",
                amount_minor=-one.net_minor,
                paid_from="bank",
                date=one.day,
                note=self._note(one),
                by=self.by,
                at=self.at,
                key=_key(one),
            )

    def _is_new(self, what: str, one: books.Movement) -> bool:
        """Whoever ran the earlier import: a transaction is money once."""
        is_new = _key(one) not in self.known
        if is_new:
            self.report.store(what)
        else:
            self.report.skip("already here")
        return is_new

    def _note(self, one: books.Movement) -> str:
        return f"Open Collective {self.names[one.collective]} {one.id}"

    def _payer(self, account: str) -> UUID:
        if account not in self.payers:
            self.payers[account] = people.create_outside_party(
                community_id=self.community_id,
                name=self.names.get(account) or f"account {account}",
                kind="payer",
                at=self.at,
                source_ref=f"{SOURCE}:{account}",
            )
            self.report.made["payers from outside"] += 1
        return self.payers[account]


def _key(one: books.Movement) -> str:
    return f"{SOURCE}:{one.id}"
