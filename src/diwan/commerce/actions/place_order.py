from datetime import datetime

from diwan.commerce import postings, till
from diwan.commerce.actions.settle_order import settle_order
from diwan.commerce.enums import OPEN, OrderStatus, PaidFrom
from diwan.commerce.errors import NoSuchOffer, NoSuchTill
from diwan.commerce.models import Offer, Order, Payment, TillMethod
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import idempotency, ids
from diwan.ledger import public as ledger
from diwan.people import public as people
from diwan.people.errors import NotAMember


def place_order(
    *, community_id: int, membership_id: int, offer_id: int, method: str, at: datetime, key: str
) -> OrderView:
    """Order an offer. A free one opens at once; credit from earlier over-payments is used at once; the rest is awaited.

    While an order for the same offer is open it is given back instead of a second one (with the method named now).
    Raises NoSuchOffer, NoSuchTill, people.errors.NotAMember, kernel KeyReused.
    """
    membership = people.Membership.objects.filter(pk=membership_id, community=community_id).first()
    if membership is None or not membership.is_active:
        raise NotAMember
    offer = Offer.objects.filter(pk=offer_id, community=community_id, is_active=True).first()
    if offer is None:
        raise NoSuchOffer
    if not offer.is_free and not TillMethod.objects.filter(community=community_id, kind=method, is_open=True).exists():
        raise NoSuchTill
    answer = idempotency.once(
        scope=community_id,
        actor=str(membership.party_id),
        endpoint="commerce.place_order",
        key=key,
        body={"offer": offer_id, "method": method},
        at=at,
        run=lambda: {"order": _place(offer, membership, method, at)},
    )
    return order_view(answer["order"])


def _place(offer: Offer, membership: people.Membership, method: str, at: datetime) -> int:
    till.hold(community_id=offer.community_id)
    waiting = Order.objects.filter(membership=membership, offer=offer, status__in=OPEN).first()
    if waiting:
        Order.objects.filter(pk=waiting.pk).update(method=method)
        return waiting.pk
    if offer.is_free:
        running = Order.objects.filter(membership=membership, offer=offer, status=OrderStatus.PAID).first()
        if running:
            return running.pk
    order = Order.objects.create(
        community_id=offer.community_id,
        membership=membership,
        offer=offer,
        reference=_free_reference(offer.community_id),
        method="" if offer.is_free else method,
        due_minor=offer.price_minor,
        tax_bp=offer.tax_bp,
        placed_at=at,
    )
    if offer.is_free:
        settle_order(order=order, applied_minor=0, at=at)
    else:
        _use_credit(order, at)
    return order.pk


def _free_reference(community_id: int) -> str:
    while True:
        reference = ids.short_code()
        if not Order.objects.filter(community=community_id, reference=reference).exists():
            return reference


def _use_credit(order: Order, at: datetime) -> None:
    payer = order.membership.party_id
    held = ledger.balance(community_id=order.community_id, account=postings.credit_of(), party=payer)
    used = min(held, order.due_minor)
    if not used:
        return
    payment = Payment.objects.create(
        order=order, paid_from=PaidFrom.CREDIT, amount_minor=used, applied_minor=used, credited_minor=0, received_at=at
    )
    till.book(
        community=order.community,
        kind="credit_used",
        legs=postings.credit_used(payer=payer, amount_minor=used),
        key=f"commerce:payment:{payment.pk}",
        at=at,
        source_ref=f"order:{order.pk}",
        detail={"payer": str(payer), "order": order.reference},
    )
    settle_order(order=order, applied_minor=used, at=at)
