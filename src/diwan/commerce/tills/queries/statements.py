"""Bank statements as the keepers of the till see them: a draft to look over, or rows with the orders they may pay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.storage import default_storage
from django.db.models import Count, Q

from diwan.commerce.queries.orders import OrderView, list_open_orders
from diwan.commerce.tills.enums import Likelihood, RowStatus
from diwan.commerce.tills.errors import NoSuchStatement
from diwan.commerce.tills.headings import Columns
from diwan.commerce.tills.likeness import Candidate, Wanted, candidates
from diwan.commerce.tills.models import BankRow, BankStatement
from diwan.commerce.tills.table import Reading, Table, read_lines, read_table
from diwan.kernel.text.currencies import exponent_of

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement in the list: how many rows came in by it, how many of them still wait."""

    id: int
    name: str
    till: str
    uploaded_at: datetime
    is_kept: bool
    row_count: int
    open_count: int


@dataclass(frozen=True, slots=True)
class MatchView:
    """An order a row may pay, and why."""

    order: OrderView
    why: Candidate

    @property
    def likelihood_word(self) -> str:
        return str(self.why.likelihood.label)


@dataclass(frozen=True, slots=True)
class RowView:
    """Money that came in, minor units of the community's currency. `order_reference`: what it paid, if anything."""

    id: int
    statement_id: int
    booked_date: date
    amount_minor: int
    text: str
    payer_name: str
    bank_reference: str
    status: str
    order_id: int | None
    order_reference: str
    matches: tuple[MatchView, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement. A draft shows how it would be read (`reading`, `headings`, `columns`); a kept one its rows."""

    id: int
    name: str
    till: str
    currency: str
    uploaded_at: datetime
    is_kept: bool
    is_doubtful: bool
    known_count: int
    headings: tuple[str, ...]
    columns: Columns
    reading: Reading
    rows: tuple[RowView, ...]


def list_statements(*, community_id: int) -> list[StatementLine]:
    """Newest first."""
    rows = BankStatement.objects.filter(community=community_id).annotate(
        row_count=Count("rows"), open_count=Count("rows", filter=Q(rows__status=RowStatus.OPEN))
    )
    return [
        StatementLine(row.pk, row.name, row.till, row.uploaded_at, row.kept_at is not None, row.row_count,
                      row.open_count)
        for row in rows.order_by("-uploaded_at", "-pk")[:MOST_SHOWN]
    ]  # fmt: skip


def get_statement(*, community_id: int, statement_id: int) -> StatementView:
    """Raises NoSuchStatement also for one of another community."""
    row = find_statement(community_id=community_id, statement_id=statement_id)
    is_kept = row.kept_at is not None
    table = _table(row)
    return StatementView(
        id=row.pk,
        name=row.name,
        till=row.till,
        currency=row.community.currency,
        uploaded_at=row.uploaded_at,
        is_kept=is_kept,
        is_doubtful=row.is_doubtful,
        known_count=row.known_count,
        headings=table.headings,
        columns=Columns(**row.columns),
        reading=_read(row, table),
        rows=tuple(_row_views(community_id, row.rows.select_related("order"))) if is_kept else (),
    )


def statement_file(*, community_id: int, statement_id: int) -> tuple[str, bytes]:
    """The name and the bytes of the file as the bank gave it. Raises NoSuchStatement."""
    row = find_statement(community_id=community_id, statement_id=statement_id)
    return row.name, _bytes(row)


def likely_rows(*, community_id: int) -> dict[int, RowView]:
    """For orders that wait: the open row of a statement that most probably pays each, by order."""
    rows = BankRow.objects.filter(community=community_id, status=RowStatus.OPEN).select_related("order")
    found: dict[int, tuple[int, RowView]] = {}
    for row in _row_views(community_id, rows.order_by("-booked_date", "-pk")[:MOST_SHOWN]):
        for match in row.matches:
            best = found.get(match.order.id)
            if match.why.likelihood != Likelihood.POSSIBLE and (best is None or best[0] < match.why.weight):
                found[match.order.id] = (match.why.weight, row)
    return {order_id: row for order_id, (_, row) in found.items()}


def find_statement(*, community_id: int, statement_id: int) -> BankStatement:
    """The row itself, for this applet's actions. Raises NoSuchStatement."""
    row = BankStatement.objects.select_related("community").filter(pk=statement_id, community=community_id).first()
    if row is None:
        raise NoSuchStatement
    return row


def read_rows(row: BankStatement) -> Reading:
    """What a statement says by its columns."""
    return _read(row, _table(row))


def _read(row: BankStatement, table: Table) -> Reading:
    return read_lines(table, Columns(**row.columns), exponent=exponent_of(row.community.currency))


def _table(row: BankStatement) -> Table:
    return read_table(_bytes(row))


def _bytes(row: BankStatement) -> bytes:
    with default_storage.open(row.file) as file:
        return bytes(file.read())


def _row_views(community_id: int, rows: Iterable[BankRow]) -> list[RowView]:
    listed = sorted(rows, key=lambda row: (row.status != RowStatus.OPEN, row.number))
    orders: dict[int, OrderView] = {}
    if any(row.status == RowStatus.OPEN for row in listed):
        orders = {one.id: one for one in list_open_orders(community_id=community_id)}
    wanted = [Wanted(one.id, one.reference, one.outstanding_minor, one.payer_name) for one in orders.values()]
    return [_row_view(row, orders, wanted) for row in listed]


def _row_view(row: BankRow, orders: dict[int, OrderView], wanted: list[Wanted]) -> RowView:
    said = " ".join((row.text, row.payer_name, row.bank_reference))
    likely = candidates(text=said, amount_minor=row.amount_minor, wanted=wanted if row.status == RowStatus.OPEN else ())
    return RowView(
        id=row.pk,
        statement_id=row.statement_id,
        booked_date=row.booked_date,
        amount_minor=row.amount_minor,
        text=row.text,
        payer_name=row.payer_name,
        bank_reference=row.bank_reference,
        status=row.status,
        order_id=row.order_id,
        order_reference=row.order.reference if row.order else "",
        matches=tuple(MatchView(orders[one.order_id], one) for one in likely),
    )
