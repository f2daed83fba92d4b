from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from diwan.payouts import desk, rules
from diwan.payouts.enums import BatchStatus
from diwan.payouts.models import BankStatement, Payout, StatementLine
from diwan.payouts.statements.match import Known, Match, matches
from diwan.payouts.statements.read import read
from diwan.people import public as people


def read_statement(*, community_id: int, content: bytes, by: UUID, at: datetime) -> int:
    """Read a bank's file and keep what it says of our payments, for a keeper to look at; give the statement's id.

    Nothing is booked. The same file again gives the same statement. Raises UnreadableStatement,
    people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    currency = people.get_community_by_id(community_id=community_id).currency
    digest = sha256(content).hexdigest()
    form, lines = read(content, currency)
    with transaction.atomic():
        rules.hold(community_id=community_id)
        known = BankStatement.objects.filter(community=community_id, content_hash=digest).first()
        if known is not None:
            return known.pk
        statement = BankStatement.objects.create(
            community_id=community_id, content_hash=digest, format=form, line_count=len(lines), read_by=by, read_at=at
        )
        found = matches(lines, known_payouts(community_id=community_id), currency)
        StatementLine.objects.bulk_create((_row(statement, match) for match in found), batch_size=500)
        desk.write_down(
            community_id=community_id, by=by, action="payout_statement_read", ref=f"statement:{statement.pk}", at=at,
            detail={"format": form, "lines": len(lines), "ours": len(found), "hash": digest},
        )  # fmt: skip
    return statement.pk


def known_payouts(*, community_id: int) -> dict[str, Known]:
    """Every payment somebody approved, by its reference."""
    rows = Payout.objects.filter(community=community_id, batch__status=BatchStatus.APPROVED)
    facts = rows.values_list("reference", "pk", "amount_minor", "status", "cleared_date")
    return {reference: Known(pk, amount, status, cleared) for reference, pk, amount, status, cleared in facts}


def _row(statement: BankStatement, match: Match) -> StatementLine:
    line = match.line
    return StatementLine(
        statement=statement,
        payout_id=match.payout_id,
        effect=match.effect,
        amount_minor=line.amount_minor,
        booked_date=line.booked_date,
        bank_reference=line.bank_reference[:120],
        reason=line.reason[:300] if line.is_failure else "",
    )
