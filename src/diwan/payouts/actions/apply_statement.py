from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.ledger import public as ledger
from diwan.payouts import desk, postings, rules
from diwan.payouts.enums import MethodKind, PaidFrom, PayoutStatus, StatementEffect
from diwan.payouts.errors import NoSuchStatement, StatementApplied
from diwan.payouts.models import BankStatement, Payout, StatementLine
from diwan.people import public as people

_PAID_FROM = {
    MethodKind.PAYPAL: PaidFrom.ONLINE,
    MethodKind.STRIPE: PaidFrom.ONLINE,
    MethodKind.WALLET: PaidFrom.WALLET,
}
_CHANGED = ["status", "sent_at", "paid_from", "proof", "cleared_date", "reason", "failed_at"]


@dataclass(slots=True)
class _Work:
    """What applying a statement comes to, gathered so that the books are written in one commit."""

    at: datetime
    entries: list[ledger.EntrySpec] = field(default_factory=list)
    sent: dict[Payout, Mapping[str, str]] = field(default_factory=dict)
    failed: dict[Payout, Mapping[str, str]] = field(default_factory=dict)


def apply_statement(*, statement_id: int, by: UUID, at: datetime) -> None:
    """Write down what a statement says: what the bank paid is sent with its reference, what came back is payable again.

    Payments that moved on since it was read are left as they are. All or nothing. Raises NoSuchStatement (also for
    who keeps no till there), StatementApplied.
    """
    statement = get_statement_for(statement_id=statement_id, by=by)
    with transaction.atomic():
        rules.hold(community_id=statement.community_id)
        statement.refresh_from_db(fields=["applied_at"])
        if statement.applied_at is not None:
            raise StatementApplied
        work = _Work(at)
        touched = _go_through(list(statement.lines.order_by("pk")), work)
        ledger.post_many(community_id=statement.community_id, entries=work.entries, at=at)
        Payout.objects.bulk_update(touched, _CHANGED, batch_size=200)
        statement.applied_by, statement.applied_at = by, at
        statement.save(update_fields=["applied_by", "applied_at"])
        _tell(statement, work, by)


def get_statement_for(*, statement_id: int, by: UUID) -> BankStatement:
    """The statement, for a keeper of its community; raises NoSuchStatement for everybody else, as for a missing one."""
    row = BankStatement.objects.filter(pk=statement_id).first()
    if row is None or not people.can(
        people.get_membership_by_party(community_id=row.community_id, party=by), rules.MONEY
    ):
        raise NoSuchStatement
    return row


def _go_through(lines: Sequence[StatementLine], work: _Work) -> list[Payout]:
    wanted = {line.payout_id for line in lines}
    rows = Payout.objects.filter(pk__in=wanted).select_related("community", "method", "batch")
    payouts = {row.pk: row for row in rows}
    for line in lines:
        payout = payouts[line.payout_id]
        if line.effect == StatementEffect.CONFIRMS:
            _confirm(payout, line, work)
        elif line.effect == StatementEffect.RETURNS:
            _give_back(payout, line, work)
    return list(payouts.values())


def _confirm(payout: Payout, line: StatementLine, work: _Work) -> None:
    if payout.cleared_date is not None or payout.status in (PayoutStatus.FAILED, PayoutStatus.RETURNED):
        return
    payout.cleared_date = line.booked_date or desk.local_date(community=payout.community, at=work.at)
    if payout.status != PayoutStatus.APPROVED:
        return
    payout.status, payout.sent_at = PayoutStatus.SENT, work.at
    payout.paid_from = _PAID_FROM.get(MethodKind(payout.method.kind), PaidFrom.BANK)
    payout.proof = line.bank_reference
    legs = postings.payout_sent(party=payout.party, amount_minor=payout.amount_minor, paid_from=payout.paid_from)
    work.entries.append(desk.entry(payout=payout, kind="payout_sent", legs=legs, at=work.at, text=line.bank_reference))
    work.sent[payout] = {"proof": line.bank_reference}


def _give_back(payout: Payout, line: StatementLine, work: _Work) -> None:
    party, amount = payout.party, payout.amount_minor
    if payout.status == PayoutStatus.APPROVED:
        payout.status, legs = PayoutStatus.FAILED, postings.payout_failed(party=party, amount_minor=amount)
    elif payout.status == PayoutStatus.SENT:
        legs = postings.payout_returned(party=party, amount_minor=amount, paid_from=payout.paid_from)
        payout.status = PayoutStatus.RETURNED
    else:
        return
    payout.reason, payout.failed_at = line.reason, work.at
    work.entries.append(desk.entry(payout=payout, kind="payout_returned", legs=legs, at=work.at, text=line.reason))
    work.sent.pop(payout, None)
    work.failed[payout] = {"reason": line.reason}


def _tell(statement: BankStatement, work: _Work, by: UUID) -> None:
    desk.write_down(
        community_id=statement.community_id, by=by, action="payout_statement_applied", at=work.at,
        ref=f"statement:{statement.pk}",
        detail={
            "sent": [payout.reference for payout in work.sent],
            "returned": [payout.reference for payout in work.failed],
        },
    )  # fmt: skip
    desk.tell_payees(payouts=work.sent, kind="payout_sent", at=work.at)
    desk.tell_payees(payouts=work.failed, kind="payout_failed", at=work.at)
