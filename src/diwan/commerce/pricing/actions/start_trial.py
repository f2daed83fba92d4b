from datetime import datetime

from diwan.commerce import till
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.actions.place_order import active_member, offer_on_sale
from diwan.commerce.errors import AlreadyTried, NoSuchOffer
from diwan.commerce.models import Offer, Subscription
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import idempotency
from diwan.people import public as people


def start_trial(*, community_id: int, membership_id: int, offer_id: int, at: datetime, key: str) -> OrderView:
    """Try an offer for its days, once, before anything of it was had. Nothing is charged, and nothing renews by itself.

    Raises NoSuchOffer (also one without a trial), AlreadyTried, people.errors.NotAMember, kernel KeyReused.
    """
    membership = active_member(community_id=community_id, membership_id=membership_id)
    offer = offer_on_sale(community_id=community_id, offer_id=offer_id)
    if not offer.trial_days:
        raise NoSuchOffer
    answer = idempotency.once(
        scope=community_id, actor=str(membership.party_id), endpoint="commerce.start_trial", key=key,
        body={"offer": offer_id}, at=at, run=lambda: {"order": _start(offer, membership, at)},
    )  # fmt: skip
    return order_view(answer["order"])


def may_try(*, offer: Offer, membership_id: int) -> bool:
    """Whether the offer has days to try it, and the member never had what it opens."""
    had = Subscription.objects.filter(membership=membership_id, entitlement_key=offer.entitlement_key)
    return offer.trial_days > 0 and not had.exists()


def _start(offer: Offer, membership: people.Membership, at: datetime) -> int:
    till.hold(community_id=offer.community_id)
    if not may_try(offer=offer, membership_id=membership.pk):
        raise AlreadyTried
    return open_order(
        community=offer.community, membership=membership, kind=offer.kind, title_ar=offer.name_ar,
        title_en=offer.name_en, due_minor=0, list_minor=0, tax_bp=offer.tax_bp, method="", at=at, offer=offer,
        subject_ref=f"trial:{offer.pk}",
    ).pk  # fmt: skip
