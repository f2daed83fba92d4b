from datetime import datetime

from diwan.commerce import till
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.actions.open_term import open_term
from diwan.commerce.actions.place_order import active_member, offer_on_sale, order_facts
from diwan.commerce.enums import IncomeKind, SubscriptionStatus
from diwan.commerce.errors import CannotChange
from diwan.commerce.fulfilments import Spread
from diwan.commerce.models import Offer, Order, Subscription
from diwan.commerce.pricing.queries.quotes import Asked, quote_for
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.commerce.renewing.actions.credit_unused import credit_unused
from diwan.commerce.renewing.spans import begun_count, month_ends
from diwan.commerce.renewing.terms_of import own_term
from diwan.kernel import idempotency
from diwan.people import public as people


def change_tier(
    *, community_id: int, membership_id: int, term_id: int, offer_id: int, method: str, at: datetime, key: str
) -> OrderView:
    """Turn a running membership into another one. Its months that have not begun become credit and pay for the new one.

    The month that has begun runs to its end, or until the new one is paid. Raises NoSuchTerm, NoSuchOffer,
    CannotChange, NoSuchTill, people.errors.NotAMember, kernel KeyReused.
    """
    member = active_member(community_id=community_id, membership_id=membership_id)
    offer = offer_on_sale(community_id=community_id, offer_id=offer_id)
    answer = idempotency.once(
        scope=community_id, actor=str(member.party_id), endpoint="commerce.change_tier", key=key,
        body={"term": term_id, "offer": offer_id, "method": method}, at=at,
        run=lambda: {"order": _change(member, term_id, offer, method, at)},
    )  # fmt: skip
    return order_view(answer["order"])


def _change(member: people.Membership, term_id: int, offer: Offer, method: str, at: datetime) -> int:
    till.hold(community_id=offer.community_id)
    term = own_term(membership_id=member.pk, term_id=term_id, at=at)
    is_other = offer.kind == IncomeKind.MEMBERSHIP and not offer.is_free and offer.pk != term.offer_id
    if not is_other or term.paused_at or term.order.membership_id != member.pk:
        raise CannotChange
    if term.ends_at is not None and term.order.due_minor:
        _shorten(term, at)
    for later in _bought_ahead(term):
        credit_unused(term=later, at=at)
        _end(later, later.starts_at)
    quote = quote_for(offer=offer, membership_id=member.pk, asked=Asked(), at=at)
    facts = order_facts(offer=offer, membership=member, quote=quote, method=method, at=at)
    return open_order(**facts, subject_ref=f"upgrade:{term.pk}").pk


def _shorten(term: Subscription, at: datetime) -> None:
    zone = term.order.community.timezone
    ends = month_ends(start=term.starts_at, interval=term.offer.interval, zone=zone, anchor_day=term.anchor_day)
    begun = begun_count(ends=ends, start=term.starts_at, at=at)
    credit_unused(term=term, at=at)
    _move_end(term, ends[begun - 1])


def _bought_ahead(term: Subscription) -> list[Subscription]:
    rows = Subscription.objects.select_related("order__community", "order__membership", "offer")
    ahead = rows.filter(membership=term.membership_id, entitlement_key=term.entitlement_key)
    return list(ahead.filter(status=SubscriptionStatus.ACTIVE, starts_at__gt=term.starts_at).exclude(pk=term.pk))


def _end(term: Subscription, ended_at: datetime) -> None:
    term.status = SubscriptionStatus.ENDED
    term.save(update_fields=["status"])
    _move_end(term, ended_at)


def _move_end(term: Subscription, ends_at: datetime) -> None:
    term.ends_at = term.closes_at = ends_at
    term.save(update_fields=["ends_at", "closes_at"])
    people.open_entitlement(
        membership_id=term.membership_id, key=term.entitlement_key, source_ref=f"order:{term.order_id}",
        starts_at=term.starts_at, ends_at=ends_at,
    )  # fmt: skip


def begin_tier(*, order: Order, at: datetime) -> Spread | None:
    """The fulfilment of "upgrade:…": what is left of the begun month gives way, and the new membership begins now."""
    rows = Subscription.objects.filter(pk=int(order.subject_ref.partition(":")[2]), status=SubscriptionStatus.ACTIVE)
    term = rows.select_related("order").first()
    if term is not None:
        _end(term, max(min(at, term.ends_at or at), term.starts_at))
    return open_term(order=order, at=at)
