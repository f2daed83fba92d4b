"""Payments the provider collects by itself, term after term: each pays an order of its own."""

from datetime import datetime

from diwan.commerce.actions.open_order import open_order
from diwan.commerce.enums import OPEN, IncomeKind, Till
from diwan.commerce.gateways.enums import SubscriptionState
from diwan.commerce.gateways.models import GatewayPayment, GatewaySubscription
from diwan.commerce.gateways.protocol import PaymentTruth, SubscriptionTruth
from diwan.commerce.models import Order, Subscription
from diwan.people import public as people

CHANGE = "gateway_change"


def remember_subscription(*, payment: GatewayPayment, truth: PaymentTruth, at: datetime) -> None:
    """The first payment of a checkout that renews: from now on payments of this subscription are the member's."""
    order = payment.order
    if order.offer is None:
        return
    row, _is_new = GatewaySubscription.objects.get_or_create(
        account=payment.account,
        external_id=truth.subscription,
        defaults={
            "membership_id": order.membership_id,
            "checkout": payment.checkout,
            "offer": order.offer,
            "amount_minor": truth.amount_minor,
            "started_at": at,
        },
    )
    GatewayPayment.objects.filter(pk=payment.pk).update(subscription=row)


def order_for_renewal(*, subscription: GatewaySubscription, truth: PaymentTruth, at: datetime) -> Order:
    """The order this payment pays: the next term at the usual price, or a change of plan at whatever it came to."""
    offer = subscription.offer
    is_term = truth.amount_minor == subscription.amount_minor
    if is_term:
        waiting = Order.objects.select_related("community", "membership", "offer").filter(
            membership=subscription.membership, offer=offer, subject_ref="", status__in=OPEN
        )
        found = waiting.first()
        if found is not None:
            return found
    return open_order(
        community=offer.community,
        membership=subscription.membership,
        kind=offer.kind if is_term else IncomeKind.MEMBERSHIP,
        title_ar=offer.name_ar,
        title_en=offer.name_en,
        due_minor=truth.amount_minor,
        tax_bp=offer.tax_bp,
        method=Till.ONLINE,
        at=at,
        offer=offer if is_term else None,
        subject_ref="" if is_term else f"{CHANGE}:{subscription.pk}",
    )


def apply_subscription(*, row: GatewaySubscription, truth: SubscriptionTruth, at: datetime) -> bool:
    """Keep what the provider says of a subscription; tell the member when a payment failed or it ended."""
    facts = (truth.state, truth.until, truth.is_ending)
    if (row.state, row.until, row.is_ending) == facts or row.state == SubscriptionState.ENDED:
        return False
    before = row.state
    row.state, row.until, row.is_ending = facts
    row.save(update_fields=["state", "until", "is_ending"])
    kinds = {SubscriptionState.PAST_DUE: "renewal_failed", SubscriptionState.ENDED: "renewal_ended"}
    if row.state != before and row.state in kinds:
        people.notify(
            membership_id=row.membership_id,
            kind=kinds[SubscriptionState(row.state)],
            facts={"offer_ar": row.offer.name_ar, "offer_en": row.offer.name_en},
            url="",
            at=at,
            by_mail=True,
        )
    return True


def open_rest(*, order: Order, at: datetime) -> None:
    """A change of plan was paid: what the new offer opens is open for the rest of the term that runs."""
    subscription = GatewaySubscription.objects.select_related("offer").get(pk=int(order.subject_ref.partition(":")[2]))
    terms = Subscription.objects.filter(membership=order.membership_id, status="active", ends_at__gt=at)
    last = terms.order_by("-ends_at").values_list("ends_at", flat=True).first()
    people.open_entitlement(
        membership_id=order.membership_id,
        key=subscription.offer.entitlement_key,
        source_ref=f"order:{order.pk}",
        starts_at=at,
        ends_at=last or subscription.until,
    )
