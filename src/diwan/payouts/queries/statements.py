from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from diwan.payouts.actions.apply_statement import get_statement_for
from diwan.payouts.enums import StatementEffect
from diwan.payouts.models import BankStatement, StatementLine
from diwan.people import public as people


@dataclass(frozen=True, slots=True)
class StatementLineView:
    """A line about one of our payments, minor units."""

    reference: str
    name: str
    effect: str
    amount_minor: int
    owed_minor: int
    booked_date: date | None
    bank_reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class BankStatementView:
    """A statement that was read; `counts`: effect → how many lines."""

    id: int
    format: str
    line_count: int
    read_at: datetime
    applied_at: datetime | None
    counts: dict[str, int]
    lines: tuple[StatementLineView, ...]


def list_statements(*, community_id: int) -> list[BankStatementView]:
    """Newest first, without their lines. For the keepers of the till."""
    rows = BankStatement.objects.filter(community=community_id).order_by("-pk")[:50]
    return [_view(row, ()) for row in rows]


def get_statement(*, statement_id: int, viewer: UUID) -> BankStatementView:
    """For the keepers; raises NoSuchStatement for everybody else. What needs a person comes first."""
    row = get_statement_for(statement_id=statement_id, by=viewer)
    lines = list(row.lines.select_related("payout"))
    parties = [line.payout.party for line in lines]
    names = people.party_names(community_id=row.community_id, parties=parties)
    order = [StatementEffect.DIFFERS, StatementEffect.RETURNS, StatementEffect.CONFIRMS, StatementEffect.KNOWN]
    lines.sort(key=lambda line: (order.index(StatementEffect(line.effect)), line.payout.reference))
    return _view(row, tuple(_line(line, names.get(line.payout.party, "")) for line in lines))


def _view(row: BankStatement, lines: tuple[StatementLineView, ...]) -> BankStatementView:
    counts: dict[str, int] = {}
    for effect in row.lines.values_list("effect", flat=True):
        counts[effect] = counts.get(effect, 0) + 1
    return BankStatementView(row.pk, row.format, row.line_count, row.read_at, row.applied_at, counts, lines)


def _line(line: StatementLine, name: str) -> StatementLineView:
    return StatementLineView(
        reference=line.payout.reference,
        name=name,
        effect=line.effect,
        amount_minor=line.amount_minor,
        owed_minor=line.payout.amount_minor,
        booked_date=line.booked_date,
        bank_reference=line.bank_reference,
        reason=line.reason,
    )
