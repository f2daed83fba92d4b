"""The invariants, asked of the tables by plain SQL. Shares no code with the program and imports nothing of it.

Numbers are those of the reliability promise: (1) entries sum to zero, (2) accounts sum to zero, (3) sealed never
changes, (4) the chain is unbroken and its head never moves back, (5) cached figures equal the fold, (6) clearing
accounts return to zero, (7) no payable below zero, (8) one effect for each external event, (9) each unit in exactly one
settlement, (10) payouts within what was owed and released, (11) statements and the community's part are the pool.
(12), restoring a backup, needs a backup and is tested where backups are.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Query = Callable[[str], list[tuple[Any, ...]]]
SIGNED = "CASE l.side WHEN 'debit' THEN l.amount_minor ELSE -l.amount_minor END"
NEVER_NEGATIVE = ("members", "held", "payouts", "deferred", "credit", "owner")


def plain(value: Any) -> str:
    """A party as 32 digits, whichever way the database keeps it."""
    return "" if value is None else str(value).replace("-", "")


class Audit:
    """One community's books, looked at again and again."""

    def __init__(self, query: Query, community_id: int) -> None:
        self.query, self.scope = query, community_id
        self.seen = 0
        self.digest = ""
        self.sealed: dict[str, str] = {}

    def findings(self, posted: Sequence[str]) -> list[str]:
        """Every violation, in words; `posted` are the months whose settlement the machine saw posted."""
        ways = (
            self._entries_balance(), self._accounts_balance(), self._nothing_rewritten(), self._chain(),
            self._cached(), self._cleared(posted), self._below_zero(), self._external_once(),
            self._settled_once(posted), self._payouts(), self._pool(),
        )  # fmt: skip
        return [finding for way in ways for finding in way]

    def balances(self) -> dict[tuple[str, str], int]:
        rows = self.query(
            f"SELECT a.code, l.party, SUM({SIGNED}) FROM ledger_leg l JOIN ledger_account a ON a.id = l.account_id"
            f" WHERE l.community_id = {self.scope} GROUP BY a.code, l.party"
        )
        return {(code, plain(party)): int(amount) for code, party, amount in rows if amount}

    def orders(self) -> dict[int, tuple[Any, ...]]:
        rows = self.query(
            "SELECT id, status, paid_minor, held_minor, fee_minor FROM commerce_order"
            f" WHERE community_id = {self.scope}"
        )
        return {row[0]: tuple(row[1:]) for row in rows}

    def payouts(self) -> dict[int, tuple[Any, ...]]:
        rows = self.query(
            f"SELECT id, party, amount_minor, status FROM payouts_payout WHERE community_id = {self.scope}"
        )
        return {row[0]: (plain(row[1]), row[2], row[3]) for row in rows}

    def _entries_balance(self) -> Iterator[str]:
        for entry, currency, amount in self.query(
            f"SELECT l.entry_id, l.currency, SUM({SIGNED}) FROM ledger_leg l WHERE l.community_id = {self.scope}"
            f" GROUP BY l.entry_id, l.currency HAVING SUM({SIGNED}) <> 0"
        ):
            yield f"(1) entry {entry} is out by {amount} {currency}"

    def _accounts_balance(self) -> Iterator[str]:
        for currency, amount in self.query(
            f"SELECT l.currency, SUM({SIGNED}) FROM ledger_leg l WHERE l.community_id = {self.scope}"
            " GROUP BY l.currency"
        ):
            if amount:
                yield f"(2) all accounts together are out by {amount} {currency}"

    def _nothing_rewritten(self) -> Iterator[str]:
        """(3): whatever was seen is still there, word for word; and so is what each seal covers."""
        if self.seen and self._digest_to(self.seen) != self.digest:
            yield f"(3) something among the first {self.seen} entries was changed"
        for label, end, sealed in self.query(
            f"SELECT label, end_date, hash FROM ledger_seal WHERE community_id = {self.scope} ORDER BY label"
        ):
            covered = self._covered(end) + str(sealed)
            if self.sealed.setdefault(label, covered) != covered:
                yield f"(3) the sealed month {label} changed"
        rows = self.query(f"SELECT MAX(number) FROM ledger_entry WHERE community_id = {self.scope}")
        latest = int(rows[0][0] or 0)
        if latest < self.seen:
            yield f"(4) the head moved back from {self.seen} to {latest}"
        self.seen = latest
        self.digest = self._digest_to(latest)

    def _digest_to(self, number: int) -> str:
        return self._hash(f"e.number <= {number}")

    def _covered(self, end: Any) -> str:
        return self._hash(f"e.effective_date <= '{end}'")

    def _hash(self, where: str) -> str:
        rows = self.query(
            "SELECT e.number, e.kind, e.effective_date, e.key, e.entry_hash, l.position, l.account_id, l.side,"
            " l.amount_minor, l.party, l.currency FROM ledger_entry e LEFT JOIN ledger_leg l ON l.entry_id = e.id"
            f" WHERE e.community_id = {self.scope} AND {where} ORDER BY e.number, l.position"
        )
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def _chain(self) -> Iterator[str]:
        previous, number = None, 0
        for here, before, entry_hash in self.query(
            "SELECT number, previous_hash, entry_hash FROM ledger_entry"
            f" WHERE community_id = {self.scope} ORDER BY number"
        ):
            number += 1
            if here != number or (previous is not None and before != previous):
                yield f"(4) the chain breaks at entry {here}"
            previous, number = entry_hash, here
        for latest, head in self.query(
            f"SELECT latest_number, latest_hash FROM ledger_book WHERE community_id = {self.scope}"
        ):
            if latest != number or (previous is not None and head != previous):
                yield f"(4) the head says {latest}, the entries end at {number}"

    def _cached(self) -> Iterator[str]:
        checks = {
            "an entry's total or number of legs": (
                "SELECT e.id FROM ledger_entry e JOIN ledger_leg l ON l.entry_id = e.id"
                f" WHERE e.community_id = {self.scope} GROUP BY e.id, e.total_minor, e.leg_count"
                " HAVING SUM(CASE l.side WHEN 'debit' THEN l.amount_minor ELSE 0 END) <> e.total_minor"
                " OR COUNT(*) <> e.leg_count"
            ),
            "the book's running total": (
                "SELECT b.community_id FROM ledger_book b WHERE b.running_minor <> (SELECT COALESCE(SUM(e.total_minor),"
                f" 0) FROM ledger_entry e WHERE e.community_id = b.community_id) AND b.community_id = {self.scope}"
            ),
            "a receipt and its months": (
                "SELECT r.id FROM commerce_receipt r LEFT JOIN commerce_earning e ON e.receipt_id = r.id"
                f" AND e.status <> 'withdrawn' WHERE r.community_id = {self.scope}"
                " GROUP BY r.id, r.gross_minor, r.refunded_minor"
                " HAVING COALESCE(SUM(e.gross_minor), 0) <> r.gross_minor - r.refunded_minor"
            ),
            "an open order and its payments": (
                "SELECT o.id FROM commerce_order o LEFT JOIN commerce_payment p ON p.order_id = o.id"
                f" WHERE o.community_id = {self.scope} AND o.status IN ('awaiting', 'part_paid')"
                " GROUP BY o.id, o.paid_minor"
                " HAVING COALESCE(SUM(p.applied_minor - p.applied_back_minor), 0) <> o.paid_minor"
            ),
        }
        for what, sql in checks.items():
            for row in self.query(sql):
                yield f"(5) {what} disagree: {row[0]}"

    def _cleared(self, posted: Sequence[str]) -> Iterator[str]:
        """Each posted month's own income and fees are zero, and so is what its refunds had to recover."""
        if not posted:
            return
        for code, party, amount in self.query(
            f"SELECT a.code, l.party, SUM({SIGNED}) FROM ledger_leg l JOIN ledger_account a ON a.id = l.account_id"
            f" JOIN ledger_entry e ON e.id = l.entry_id WHERE l.community_id = {self.scope}"
            " AND (a.code LIKE 'income:%' OR a.code = 'expenses:processor_fees')"
            f" AND {_month('e.effective_date')} <= '{max(posted)}' GROUP BY a.code, l.party HAVING SUM({SIGNED}) <> 0"
        ):
            yield f"(6) {code} {plain(party)} holds {amount} after its month was posted"

    def _below_zero(self) -> Iterator[str]:
        for (code, party), amount in self.balances().items():
            liability = code.startswith("liabilities:") and code.removeprefix("liabilities:") in NEVER_NEGATIVE
            if (liability and amount > 0) or (code == "assets:carried" and amount < 0):
                yield f"(7) {code} {party} stands on the wrong side by {abs(amount)}"

    def _external_once(self) -> Iterator[str]:
        for table, join in (
            ("commerce_payment", ""),
            ("commerce_refund", "JOIN commerce_payment p ON p.id = x.payment_id"),
        ):
            order = "p.order_id" if join else "x.order_id"
            for ref, count in self.query(
                f"SELECT x.external_ref, COUNT(*) FROM {table} x {join} JOIN commerce_order o ON o.id = {order}"
                f" WHERE o.community_id = {self.scope} AND x.external_ref <> '' GROUP BY x.external_ref"
                " HAVING COUNT(*) > 1"
            ):
                yield f"(8) {ref} had {count} effects"
        for key, count in self.query(
            f"SELECT e.key, COUNT(*) FROM ledger_entry e WHERE e.community_id = {self.scope} GROUP BY e.key"
            " HAVING COUNT(*) > 1"
        ):
            yield f"(8) {key} was written {count} times"

    def _settled_once(self, posted: Sequence[str]) -> Iterator[str]:
        """Each month's recognised income, reversals taken off, is exactly what its settlement took."""
        taken = dict(self._sums("e.kind = 'settlement_posted'"))
        earned = dict(self._sums("e.kind <> 'settlement_posted'"))
        for month, amount in taken.items():
            if earned.get(month, 0) != -amount:
                yield f"(9) {month} earned {-earned.get(month, 0)} and its settlement took {amount}"
        for month in posted:
            if earned.get(month) and month not in taken:
                yield f"(9) {month} earned {-earned[month]} and nothing was settled"
        for month, count in self.query(
            f"SELECT {_month('e.effective_date')}, COUNT(*) FROM ledger_entry e WHERE e.community_id = {self.scope}"
            f" AND e.kind = 'settlement_posted' GROUP BY {_month('e.effective_date')} HAVING COUNT(*) > 1"
        ):
            yield f"(9) {month} was settled {count} times"

    def _sums(self, where: str) -> list[tuple[str, int]]:
        rows = self.query(
            f"SELECT {_month('e.effective_date')}, SUM({SIGNED}) FROM ledger_leg l JOIN ledger_account a"
            f" ON a.id = l.account_id JOIN ledger_entry e ON e.id = l.entry_id WHERE l.community_id = {self.scope}"
            f" AND a.code LIKE 'income:%' AND {where} GROUP BY {_month('e.effective_date')}"
        )
        return [(month, int(amount)) for month, amount in rows]

    def _payouts(self) -> Iterator[str]:
        """Each payment took its amount out of what was payable once, and what is on its way is what is approved."""
        for payout, amount, taken in self.query(
            "SELECT p.id, p.amount_minor, COALESCE(SUM(l.amount_minor), 0) FROM payouts_payout p LEFT JOIN ledger_entry"
            " e ON e.community_id = p.community_id AND e.kind = 'payout_batched' AND e.source_ref = 'payout:' ||"
            " CAST(p.id AS TEXT) LEFT JOIN ledger_leg l ON l.entry_id = e.id AND l.side = 'debit'"
            f" WHERE p.community_id = {self.scope} AND p.status NOT IN ('drafted', 'cancelled')"
            " GROUP BY p.id, p.amount_minor HAVING COALESCE(SUM(l.amount_minor), 0) <> p.amount_minor"
        ):
            yield f"(10) payout {payout} of {amount} took {taken}"
        waiting: dict[str, int] = {}
        for party, amount in self.query(
            f"SELECT party, SUM(amount_minor) FROM payouts_payout WHERE community_id = {self.scope}"
            " AND status = 'approved' GROUP BY party"
        ):
            waiting[plain(party)] = int(amount)
        booked = {key[1]: -amount for key, amount in self.balances().items() if key[0] == "liabilities:payouts"}
        if waiting != booked:
            yield f"(10) on its way are {waiting}, the books say {booked}"

    def _pool(self) -> Iterator[str]:
        """A month's statements are what its entry gave to people; with owner and funds they are all that came in."""
        for month, told, given in self.query(
            "SELECT d.label, COALESCE((SELECT SUM(x.earned_minor) FROM distribution_line x WHERE x.period_id = d.id),"
            f" 0) AS told, COALESCE((SELECT SUM(-({SIGNED})) FROM ledger_leg l JOIN ledger_account a ON a.id ="
            " l.account_id JOIN ledger_entry e ON e.id = l.entry_id WHERE e.community_id = d.community_id AND"
            " e.kind = 'settlement_posted' AND e.key = 'settlement:' || d.label AND a.code IN"
            " ('liabilities:members', 'liabilities:held')), 0) AS given FROM distribution_accountingperiod d"
            f" WHERE d.community_id = {self.scope} AND d.stage IN ('posted', 'sealed')"
        ):
            if told != given:
                yield f"(11) the statements of {month} say {told}, its entry gives {given}"


def _month(column: str) -> str:
    return f"SUBSTR(CAST({column} AS TEXT), 1, 7)"
