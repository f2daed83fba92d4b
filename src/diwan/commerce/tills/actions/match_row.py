from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.actions.approve_payment import approve_payment
from diwan.commerce.errors import NoSuchOrder
from diwan.commerce.models import Order, Payment
from diwan.commerce.queries.orders import OrderView
from diwan.commerce.tills.enums import RowStatus
from diwan.commerce.tills.errors import NoSuchStatement, RowUsed
from diwan.commerce.tills.models import BankRow
from diwan.kernel import audit


def match_row(*, community_id: int, row_id: int, order_id: int, by: UUID, at: datetime) -> OrderView:
    """Approve the payment a row shows for an order: all of the row, once. The same pair again changes nothing.

    Less than what is missing keeps the order open, more becomes credit, as with any payment approved by hand.
    Raises NoSuchStatement, NoSuchOrder, RowUsed, OwnPayment, OrderClosed, people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    order = rules.get_order_to_decide(order_id=order_id, by=by)
    if order.community_id != community_id:
        raise NoSuchOrder
    with transaction.atomic():
        till.hold(community_id=community_id)
        row = _row(community_id, row_id)
        if row.status != RowStatus.OPEN and not (row.status == RowStatus.USED and row.order_id == order_id):
            raise RowUsed
        # The statement shows where the money is, whatever the payer had chosen.
        Order.objects.filter(pk=order_id).update(method=row.statement.till)
        view = approve_payment(order_id=order_id, amount_minor=row.amount_minor, by=by, at=at, key=f"bank-row:{row.pk}")
        if row.status == RowStatus.OPEN:
            payment = Payment.objects.filter(order=order_id).order_by("-pk")[0]
            _decide(row, RowStatus.USED, by, at, order_id=order_id, payment_id=payment.pk)
    return view


def set_row_aside(*, community_id: int, row_id: int, by: UUID, at: datetime) -> None:
    """Say that a row pays for no order here (a transfer of one's own, interest); it can be taken up again."""
    _turn(community_id, row_id, RowStatus.OPEN, RowStatus.ASIDE, by, at)


def take_row_up(*, community_id: int, row_id: int, by: UUID, at: datetime) -> None:
    """Look at a row that was set aside once more."""
    _turn(community_id, row_id, RowStatus.ASIDE, RowStatus.OPEN, by, at)


def _turn(community_id: int, row_id: int, before: str, after: str, by: UUID, at: datetime) -> None:
    rules.require_keeper(community_id=community_id, by=by)
    with transaction.atomic():
        till.hold(community_id=community_id)
        row = _row(community_id, row_id)
        if row.status == before:
            _decide(row, after, by, at)
        elif row.status != after:
            raise RowUsed


def _row(community_id: int, row_id: int) -> BankRow:
    row = BankRow.objects.select_related("statement").filter(pk=row_id, community=community_id).first()
    if row is None:
        raise NoSuchStatement
    return row


def _decide(
    row: BankRow, status: str, by: UUID, at: datetime, *, order_id: int | None = None, payment_id: int | None = None
) -> None:
    row.status, row.order_id, row.payment_id = status, order_id, payment_id
    row.decided_by, row.decided_at = by, at
    row.save(update_fields=["status", "order", "payment", "decided_by", "decided_at"])
    audit.record(
        scope=row.community_id,
        actor=str(by),
        action=f"bank_row_{status}",
        object_ref=f"bank_row:{row.pk}",
        at=at,
        detail={"amount_minor": row.amount_minor, "order": order_id, "payment": payment_id},
    )
