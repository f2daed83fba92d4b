"""Giving money back through the provider: it is asked first, with a key that stays the same; then the books follow."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from diwan.commerce import rules, till
from diwan.commerce.errors import NoSuchOrder, ReasonNeeded, TooMuchRefunded
from diwan.commerce.gateways.accounts import opened
from diwan.commerce.gateways.actions.apply_refund import apply_refund
from diwan.commerce.gateways.actions.apply_truth import apply_truth
from diwan.commerce.gateways.enums import DisputeState, RefundState
from diwan.commerce.gateways.errors import GatewayError, NotCapable, ProviderRefused
from diwan.commerce.gateways.models import GatewayPayment, GatewayRefund
from diwan.commerce.gateways.protocol import RefundRequest, Refunds
from diwan.commerce.gateways.registry import get_provider
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import audit, idempotency, ids


def refund_online(*, payment_id: int, amount_minor: int, by: UUID, at: datetime, reason: str, key: str) -> OrderView:
    """Give back `amount_minor` of a payment that came through a provider, by a keeper who is not its payer.

    The wish is written before the provider is asked, so that an answer that is lost is found by the daily comparison
    and asked for again with the same key. Raises NoSuchOrder, OwnPayment, BadAmount, ReasonNeeded, TooMuchRefunded,
    NotCapable, ProviderDown (it will be asked again), ProviderRefused, people.errors.NotAllowed, kernel KeyReused.
    """
    payment = GatewayPayment.objects.select_related("account__community", "order").filter(payment=payment_id).first()
    if payment is None:
        raise NoSuchOrder
    rules.get_order_to_decide(order_id=payment.order_id, by=by)
    till.require_amount(amount_minor)
    why = reason.strip()[:300]
    if not why:
        raise ReasonNeeded
    can = get_provider(payment.account.provider).capabilities.refunds
    if can == Refunds.NONE or (can == Refunds.FULL and amount_minor != payment.amount_minor):
        raise NotCapable(provider=payment.account.provider)
    wish = {"payment": payment_id, "amount_minor": amount_minor, "reason": why}
    _hear_first(payment, at)
    answer = idempotency.once(
        scope=payment.account.community_id,
        actor="till",
        endpoint="commerce.refund_online",
        key=key,
        body=wish,
        at=at,
        run=lambda: {"refund": _write_wish(payment, amount_minor, by, why, at)},
    )
    ask_for_refund(refund=GatewayRefund.objects.get(pk=answer["refund"]), at=at)
    return order_view(payment.order_id)


def ask_for_refund(*, refund: GatewayRefund, at: datetime) -> None:
    """Ask the provider for a refund that still waits, and book what it answers. Safe to repeat: the key is the same."""
    if refund.state != RefundState.WAITING:
        return
    payment = refund.payment
    request = RefundRequest(
        payment_id=payment.external_id,
        amount_minor=refund.amount_minor,
        currency=payment.account.community.currency,
        key=refund.key,
        reason=refund.reason,
        at=at,
        done_minor=done_of(payment),
    )
    try:
        truth = get_provider(payment.account.provider).refund(opened(payment.account), request)
    except ProviderRefused:
        GatewayRefund.objects.filter(pk=refund.pk, state=RefundState.WAITING).update(state=RefundState.FAILED)
        raise
    with transaction.atomic():
        till.hold(community_id=payment.account.community_id)
        mine = GatewayRefund.objects.filter(pk=refund.pk, external_id="")
        if not payment.refunds.filter(external_id=truth.external_id).exists():
            mine.update(external_id=truth.external_id)
        apply_refund(payment=payment, truth=truth, at=at)


def ask_again(*, at: datetime) -> int:
    """Ask anew for every refund whose answer was lost; give how many are done now."""
    waiting = GatewayRefund.objects.filter(state=RefundState.WAITING).select_related("payment__account__community")
    done = 0
    for refund in waiting.order_by("pk"):
        try:
            ask_for_refund(refund=refund, at=at)
        except GatewayError:
            continue
        done += 1
    return done


def _hear_first(payment: GatewayPayment, at: datetime) -> None:
    """Book what went back at the provider's own desk before more is given; a silent provider is heard later."""
    with suppress(GatewayError):
        account = payment.account
        truth = get_provider(account.provider).fetch_payment(opened(account), payment.external_id)
        apply_truth(account=account, truth=truth, at=at)


def _write_wish(payment: GatewayPayment, amount_minor: int, by: UUID, why: str, at: datetime) -> int:
    till.hold(community_id=payment.account.community_id)
    if amount_minor > left_of(payment):
        raise TooMuchRefunded
    refund = GatewayRefund.objects.create(
        payment=payment,
        amount_minor=amount_minor,
        state=RefundState.WAITING,
        key=ids.file_name(),
        asked_by=by,
        reason=why,
        made_at=at,
    )
    audit.record(
        scope=payment.account.community_id,
        actor=str(by),
        action="refund_asked",
        object_ref=f"payment:{payment.payment_id}",
        at=at,
        detail={"amount_minor": amount_minor, "reason": why},
    )
    return refund.pk


def done_of(payment: GatewayPayment) -> int:
    """What has gone back by our books, minor units."""
    done = payment.refunds.filter(state=RefundState.DONE).aggregate(sum=Sum("amount_minor"))["sum"]
    return int(done or 0)


def left_of(payment: GatewayPayment) -> int:
    """What may still go back: neither refunded nor asked for nor disputed, minor units."""
    gone = payment.refunds.exclude(state=RefundState.FAILED).aggregate(sum=Sum("amount_minor"))["sum"] or 0
    taken = payment.disputes.exclude(state=DisputeState.WON).aggregate(sum=Sum("amount_minor"))["sum"] or 0
    return payment.amount_minor - int(gone) - int(taken)
