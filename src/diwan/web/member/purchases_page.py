"""What the pages of one's own purchases show."""

from typing import Any

from django.http import Http404

from diwan.commerce import public as commerce
from diwan.commerce.enums import IncomeKind
from diwan.kernel import clock
from diwan.kernel.text.money import format_money
from diwan.kernel.text.reader import current_reader
from diwan.people import public as people
from diwan.web.scope import CommunityRequest, member_of


def mine(request: CommunityRequest) -> dict[str, Any]:
    """Terms that run or rest, goods, orders, credit, and whom a part of one's fee goes to."""
    member, community_id = member_of(request), request.community.pk
    steers = commerce.list_steers(membership_id=member.pk)
    views = people.get_parties(community_id=community_id, parties=[party for party, _share in steers])
    return {
        "community": request.community,
        "terms": commerce.list_terms(membership_id=member.pk, at=clock.now()),
        "goods": commerce.list_goods(membership_id=member.pk),
        "orders": commerce.list_orders(membership_id=member.pk),
        "credit_minor": commerce.credit_of_member(membership_id=member.pk),
        "steers": [(views[party], share) for party, share in steers if party in views],
    }


def change(request: CommunityRequest, term_id: int) -> dict[str, Any]:
    """A term of one's own, and the tiers it may become; 404 when there is none."""
    terms = commerce.list_terms(membership_id=member_of(request).pk, at=clock.now())
    term = next((one for one in terms if one.id == term_id and one.can_change), None)
    if term is None:
        raise Http404
    offers = [
        one
        for one in commerce.list_offers(community_id=request.community.pk)
        if one.kind == IncomeKind.MEMBERSHIP and one.price_minor and one.id != term.offer_id
    ]
    return {"community": request.community, "term": term, "tiers": [(str(o.id), _tier(request, o)) for o in offers]}


def _tier(request: CommunityRequest, offer: commerce.OfferView) -> str:
    reader = current_reader()
    price = format_money(offer.price_minor, request.community.currency, reader)
    return f"{offer.name_in(reader.language)} · {price}"


def group(request: CommunityRequest, offer_id: int) -> dict[str, Any]:
    """The seats of a group one pays for; 404 without a running term of it."""
    member = member_of(request)
    terms = commerce.list_terms(membership_id=member.pk, at=clock.now())
    term = next((one for one in terms if one.offer_id == offer_id and one.seats > 1), None)
    if term is None:
        raise Http404
    seats = commerce.list_seats(offer_id=offer_id, holder_id=member.pk)
    return {"community": request.community, "term": term, "seats": seats, "left": term.seats - 1 - len(seats)}
