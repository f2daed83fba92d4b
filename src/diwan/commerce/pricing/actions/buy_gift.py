from datetime import datetime

from django.db.models import QuerySet

from diwan.commerce import till
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.actions.open_term import close_term, open_term_for
from diwan.commerce.actions.place_order import active_member, offer_on_sale
from diwan.commerce.actions.release_held import release_held
from diwan.commerce.errors import NoSuchGift, NoSuchOffer
from diwan.commerce.models import Gift, Offer, Order
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import idempotency, ids
from diwan.people import public as people


def buy_gift(
    *, community_id: int, membership_id: int, offer_id: int, note: str, method: str, at: datetime, key: str
) -> OrderView:
    """Buy an offer for somebody else. Paid, it is a code; the money is held until somebody redeems it.

    Raises NoSuchOffer (also a free one), NoSuchTill, people.errors.NotAMember, kernel KeyReused.
    """
    giver = active_member(community_id=community_id, membership_id=membership_id)
    offer = offer_on_sale(community_id=community_id, offer_id=offer_id)
    if offer.is_free or not offer.entitlement_key:
        raise NoSuchOffer
    answer = idempotency.once(
        scope=community_id, actor=str(giver.party_id), endpoint="commerce.buy_gift", key=key,
        body={"offer": offer_id, "method": method, "note": note}, at=at,
        run=lambda: {"order": _buy(offer, giver, note, method, at)},
    )  # fmt: skip
    return order_view(answer["order"])


def _buy(offer: Offer, giver: people.Membership, note: str, method: str, at: datetime) -> int:
    till.hold(community_id=offer.community_id)
    code = f"{ids.short_code()}-{ids.short_code()}"
    gift = Gift.objects.create(
        community_id=offer.community_id, offer=offer, giver=giver, code=code, note=note[:300], made_at=at
    )
    return open_order(
        community=offer.community, membership=giver, kind=offer.kind, title_ar=offer.name_ar, title_en=offer.name_en,
        due_minor=offer.price_minor, tax_bp=offer.tax_bp, method=method, at=at, offer=offer, to=offer.to,
        subject_ref=f"gift:{gift.pk}", is_held=True,
    ).pk  # fmt: skip


def redeem_gift(*, community_id: int, membership_id: int, code: str, at: datetime, key: str) -> int:
    """Open what a gift holds for the one who brings its code; its money is earned from now on. Gives the offer's id.

    Raises NoSuchGift (unknown, unpaid, used), people.errors.NotAMember, kernel KeyReused.
    """
    receiver = active_member(community_id=community_id, membership_id=membership_id)
    answer = idempotency.once(
        scope=community_id, actor=str(receiver.party_id), endpoint="commerce.redeem_gift", key=key,
        body={"code": code.strip().upper()}, at=at, run=lambda: {"offer": _redeem(receiver, code, at)},
    )  # fmt: skip
    return int(answer["offer"])


def _redeem(receiver: people.Membership, code: str, at: datetime) -> int:
    till.hold(community_id=receiver.community_id)
    ready = Gift.objects.filter(community=receiver.community_id, is_ready=True, redeemed_by=None)
    gift = ready.filter(code=code.strip().upper()).first()
    if gift is None:
        raise NoSuchGift
    gift.redeemed_by, gift.redeemed_at = receiver, at
    gift.save(update_fields=["redeemed_by", "redeemed_at"])
    orders = Order.objects.select_related("community", "membership", "offer")
    order = orders.get(community=receiver.community_id, subject_ref=f"gift:{gift.pk}")
    spread = open_term_for(order=order, membership_id=receiver.pk, at=at)
    if order.held_minor:
        release_held(order=order, amount_minor=order.held_minor, at=at, spread=spread)
    names = people.party_names(community_id=receiver.community_id, parties=[receiver.party_id])
    facts = {**till.order_facts(order), "by": names[receiver.party_id]}
    people.notify(membership_id=gift.giver_id, kind="gift_redeemed", facts=facts, url="", at=at)
    return gift.offer_id


def ready_gift(*, order: Order, at: datetime) -> None:
    """The fulfilment of "gift:…": from now on its code opens it."""
    _gift_of(order).update(is_ready=True)


def void_gift(*, order: Order, at: datetime) -> None:
    """The whole price went back: the code opens nothing any more, and what it opened closes."""
    _gift_of(order).update(is_ready=False)
    close_term(order=order, at=at)


def _gift_of(order: Order) -> QuerySet[Gift]:
    return Gift.objects.filter(pk=int(order.subject_ref.partition(":")[2]))
