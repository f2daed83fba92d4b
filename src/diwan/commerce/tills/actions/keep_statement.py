import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.tills.errors import ColumnsMissing, NothingIncoming, StatementKept
from diwan.commerce.tills.headings import Columns
from diwan.commerce.tills.models import BankRow, BankStatement
from diwan.commerce.tills.queries.statements import find_statement, read_rows
from diwan.commerce.tills.table import Line
from diwan.kernel import audit


def set_columns(*, community_id: int, statement_id: int, columns: Columns, by: UUID) -> None:
    """Say which column is which in a draft. Raises NoSuchStatement, StatementKept, ColumnsMissing, NotAllowed."""
    rules.require_keeper(community_id=community_id, by=by)
    if not columns.is_enough:
        raise ColumnsMissing
    with transaction.atomic():
        till.hold(community_id=community_id)
        row = _draft(community_id, statement_id)
        row.columns, row.is_doubtful = asdict(columns), False
        row.save(update_fields=["columns", "is_doubtful"])


def keep_statement(*, community_id: int, statement_id: int, by: UUID, at: datetime) -> int:
    """Keep what came in by a draft, each row once however files overlap; return how many rows are new.

    Two equal rows in one file are two payments: the second of its kind is known again as the second.
    Raises NoSuchStatement, StatementKept, NothingIncoming, people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    with transaction.atomic():
        till.hold(community_id=community_id)
        statement = _draft(community_id, statement_id)
        incoming = read_rows(statement).incoming
        if not incoming:
            raise NothingIncoming
        rows = list(_rows(statement, incoming))
        known = set(
            BankRow.objects.filter(community=community_id, row_hash__in=[row.row_hash for row in rows]).values_list(
                "row_hash", flat=True
            )
        )
        fresh = [row for row in rows if row.row_hash not in known]
        BankRow.objects.bulk_create(fresh)
        statement.kept_at, statement.known_count = at, len(rows) - len(fresh)
        statement.save(update_fields=["kept_at", "known_count"])
        audit.record(
            scope=community_id,
            actor=str(by),
            action="bank_statement_kept",
            object_ref=f"bank_statement:{statement.pk}",
            at=at,
            detail={"rows": len(fresh), "known": statement.known_count, "sha256": statement.source_hash},
        )
    return len(fresh)


def _draft(community_id: int, statement_id: int) -> BankStatement:
    row = find_statement(community_id=community_id, statement_id=statement_id)
    if row.kept_at:
        raise StatementKept
    return row


def _rows(statement: BankStatement, lines: Iterable[Line]) -> Iterator[BankRow]:
    seen: Counter[tuple[object, ...]] = Counter()
    for line in lines:
        body = (statement.till, line.day.isoformat(), line.amount_minor, line.text, line.name, line.reference)
        seen[body] += 1
        yield BankRow(
            community_id=statement.community_id,
            statement=statement,
            number=line.number,
            booked_date=line.day,
            amount_minor=line.amount_minor,
            text=line.text,
            payer_name=line.name,
            bank_reference=line.reference,
            row_hash=hashlib.sha256(repr((*body, seen[body])).encode()).hexdigest(),
        )
