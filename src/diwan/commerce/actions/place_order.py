from datetime import datetime

from diwan.commerce import till
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.enums import OPEN, OrderStatus
from diwan.commerce.errors import NoSuchOffer, NoSuchTill
from diwan.commerce.models import Offer, Order
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import idempotency
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
    offer = (
        Offer.objects.select_related("community").filter(pk=offer_id, community=community_id, is_active=True).first()
    )
    if offer is None:
        raise NoSuchOffer
    if not offer.is_free and not till.is_open_way(community_id=community_id, method=method):
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
    waiting = Order.objects.filter(membership=membership, offer=offer, subject_ref="", status__in=OPEN).first()
    if waiting:
        Order.objects.filter(pk=waiting.pk).update(method=method)
        return waiting.pk
    if offer.is_free:
        running = Order.objects.filter(membership=membership, offer=offer, status=OrderStatus.PAID).first()
        if running:
            return running.pk
    return open_order(
        community=offer.community,
        membership=membership,
        kind=offer.kind,
        title_ar=offer.name_ar,
        title_en=offer.name_en,
        due_minor=offer.price_minor,
        tax_bp=offer.tax_bp,
        method=method,
        at=at,
        offer=offer,
    ).pk
