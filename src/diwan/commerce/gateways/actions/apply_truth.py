"""What a provider's word does to our books. Every step leads from what we have to what it says, and none leads back:
so the same truth twice, an old one after a newer, or news in any order end in the same books.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from diwan.commerce import till
from diwan.commerce.actions.settle_external import settle_external
from diwan.commerce.gateways.accounts import external_ref
from diwan.commerce.gateways.actions.apply_dispute import apply_dispute
from diwan.commerce.gateways.actions.apply_refund import apply_refund, apply_refund_total
from diwan.commerce.gateways.actions.late_fee import book_late_fee
from diwan.commerce.gateways.actions.renew import order_for_renewal, remember_subscription
from diwan.commerce.gateways.enums import CheckoutState, Mode, PaymentState
from diwan.commerce.gateways.errors import NotOurs
from diwan.commerce.gateways.models import Checkout, GatewayAccount, GatewayPayment, GatewaySubscription
from diwan.commerce.gateways.protocol import PaymentTruth
from diwan.commerce.models import Order


def apply_truth(*, account: GatewayAccount, truth: PaymentTruth, at: datetime) -> bool:
    """Bring our books to what the provider says of one payment; give whether anything changed.

    Runs in a transaction (its own or the caller's), under the till's lock; asks nobody. A payment that is not what was
    asked for (amount, currency, mode) settles nothing: its checkout is laid aside for a person. A payment of nobody's
    checkout is none of ours and changes nothing.
    """
    with transaction.atomic():
        till.hold(community_id=account.community_id)
        known = GatewayPayment.objects.select_related("account__community", "order")
        payment = known.filter(account=account, external_id=truth.external_id).first()
        if payment is None and truth.state != PaymentState.PAID:
            return _note_failure(account, truth)
        if payment is None:
            payment = _settle_if_ours(account, truth, at)
            if payment is None:
                return False
            _follow(payment, truth, at)
            return True
        return _follow(payment, truth, at)


def _follow(payment: GatewayPayment, truth: PaymentTruth, at: datetime) -> bool:
    """What came after the payment: a fee told late, refunds, disputes."""
    changed = book_late_fee(payment=payment, fee_minor=truth.fee_minor, at=at)
    for refund in truth.refunds:
        changed |= apply_refund(payment=payment, truth=refund, at=at)
    if truth.refunded_minor is not None:
        changed |= apply_refund_total(payment=payment, total_minor=truth.refunded_minor, at=at)
    for dispute in truth.disputes:
        changed |= apply_dispute(payment=payment, truth=dispute, at=at)
    return changed


def _note_failure(account: GatewayAccount, truth: PaymentTruth) -> bool:
    if truth.state != PaymentState.FAILED:
        return False
    checkout = _checkout_of(account, truth)
    if checkout is None or checkout.state != CheckoutState.OPEN:
        return False
    checkout.state, checkout.trouble = CheckoutState.FAILED, truth.why[:300]
    checkout.save(update_fields=["state", "trouble"])
    return True


def _settle_if_ours(account: GatewayAccount, truth: PaymentTruth, at: datetime) -> GatewayPayment | None:
    renewed = _subscription_of(account, truth)
    checkout = renewed.checkout if renewed else _checkout_of(account, truth)
    if checkout is None:
        return None
    try:
        _require_agreement(account, checkout, truth, renewed)
    except NotOurs as error:
        _lay_aside(checkout, str(error))
        return None
    order = order_for_renewal(subscription=renewed, truth=truth, at=at) if renewed else checkout.order
    payment = _settle(account, checkout, order, truth, at)
    if renewed is not None:
        GatewayPayment.objects.filter(pk=payment.pk).update(subscription=renewed)
    else:
        checkout.state, checkout.settled_at, checkout.trouble = CheckoutState.PAID, at, ""
        checkout.save(update_fields=["state", "settled_at", "trouble"])
        if truth.subscription:
            remember_subscription(payment=payment, truth=truth, at=at)
    return payment


def _subscription_of(account: GatewayAccount, truth: PaymentTruth) -> GatewaySubscription | None:
    if not truth.subscription:
        return None
    rows = GatewaySubscription.objects.select_related("checkout__order__offer", "offer__community", "membership")
    return rows.filter(account=account, external_id=truth.subscription).first()


def _checkout_of(account: GatewayAccount, truth: PaymentTruth) -> Checkout | None:
    mine = Checkout.objects.select_related("order__community", "order__membership", "order__offer")
    mine = mine.filter(account=account)
    found = mine.filter(reference=truth.reference).first() if truth.reference else None
    if found is None and truth.checkout_id:
        found = mine.filter(external_id=truth.checkout_id).first()
    return found


def _require_agreement(
    account: GatewayAccount, checkout: Checkout, truth: PaymentTruth, renewed: GatewaySubscription | None
) -> None:
    """Raises NotOurs. A renewal may be of another amount (a change of plan): it pays an order of exactly that."""
    if truth.mode != account.mode or (truth.mode == Mode.TEST and not settings.PLAY_MONEY):
        raise NotOurs(why=f"{truth.mode}, not {account.mode}")
    if truth.currency != checkout.currency:
        raise NotOurs(why=f"{truth.currency}, not {checkout.currency}")
    if renewed is None and truth.amount_minor != checkout.amount_minor:
        raise NotOurs(why=f"{truth.amount_minor}, not {checkout.amount_minor}")


def _lay_aside(checkout: Checkout, why: str) -> None:
    checkout.trouble = why[:300]
    if checkout.state != CheckoutState.PAID:
        checkout.state = CheckoutState.ASIDE
    checkout.save(update_fields=["state", "trouble"])


def _settle(
    account: GatewayAccount, checkout: Checkout, order: Order, truth: PaymentTruth, at: datetime
) -> GatewayPayment:
    fee = truth.fee_minor or 0
    paid = settle_external(
        order_id=order.pk,
        amount_minor=truth.amount_minor,
        fee_minor=fee,
        external_ref=external_ref(account, truth.external_id),
        at=at,
    )
    exchange = truth.exchange
    return GatewayPayment.objects.create(
        account=account,
        checkout=checkout,
        order=order,
        payment_id=paid,
        external_id=truth.external_id,
        amount_minor=truth.amount_minor,
        fee_minor=fee,
        is_fee_told=truth.fee_minor is not None,
        settled_currency=exchange.currency if exchange else "",
        settled_minor=exchange.amount_minor if exchange else None,
        rate=exchange.rate if exchange else "",
        paid_at=truth.paid_at,
        settled_at=at,
    )
