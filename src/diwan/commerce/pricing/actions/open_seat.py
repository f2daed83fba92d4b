from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import till
from diwan.commerce.actions.open_term import move_seat
from diwan.commerce.actions.place_order import active_member
from diwan.commerce.enums import SubscriptionStatus
from diwan.commerce.errors import NoSeatLeft, NoSuchSeat
from diwan.commerce.models import Offer, Seat, Subscription
from diwan.kernel import ids
from diwan.people import public as people


def open_seat(*, community_id: int, membership_id: int, offer_id: int, at: datetime) -> int:
    """A link to one more seat of the group whose price this member pays; gives the seat's id.

    Raises NoSeatLeft (also when there is no such group running), people.errors.NotAMember.
    """
    holder = active_member(community_id=community_id, membership_id=membership_id)
    with transaction.atomic():
        till.hold(community_id=community_id)
        term = _running(holder.pk, offer_id, at)
        seats = Seat.objects.filter(offer=offer_id, holder=holder, closed_at=None)
        if term is None or seats.count() >= term.offer.seats - 1:
            raise NoSeatLeft
        code = f"{ids.short_code()}-{ids.short_code()}"
        return Seat.objects.create(community_id=community_id, offer=term.offer, holder=holder, code=code).pk


def take_seat(*, community_id: int, membership_id: int, code: str, at: datetime) -> None:
    """Sit down on the seat whose link this is, until the group's term is over.

    Raises NoSuchSeat (unknown, taken, over, or in one's own group), people.errors.NotAMember.
    """
    guest = active_member(community_id=community_id, membership_id=membership_id)
    with transaction.atomic():
        till.hold(community_id=community_id)
        free = Seat.objects.select_related("offer").filter(community=community_id, membership=None, closed_at=None)
        seat = free.filter(code=code.strip().upper()).exclude(holder=guest).first()
        term = _running(seat.holder_id, seat.offer_id, at) if seat else None
        if seat is None or term is None or _sits(seat, guest):
            raise NoSuchSeat
        seat.membership, seat.taken_at = guest, at
        seat.save(update_fields=["membership", "taken_at"])
        move_seat(seat=seat, offer=seat.offer, closes_at=_last_closing(term))


def close_seat(*, seat_id: int, by: UUID, at: datetime) -> None:
    """Take a seat back: by the one who pays for the group, or by the one who sits on it. Raises NoSuchSeat."""
    seat = Seat.objects.select_related("offer", "holder", "membership").filter(pk=seat_id, closed_at=None).first()
    if seat is None or by not in {seat.holder.party_id, seat.membership.party_id if seat.membership else None}:
        raise NoSuchSeat
    with transaction.atomic():
        till.hold(community_id=seat.community_id)
        seat.closed_at = at
        seat.save(update_fields=["closed_at"])
        if seat.membership_id:
            people.close_entitlement(
                membership_id=seat.membership_id, key=seat.offer.entitlement_key, source_ref=f"seat:{seat.pk}", at=at
            )


def _running(holder_id: int, offer_id: int, at: datetime) -> Subscription | None:
    rows = Subscription.objects.select_related("offer").filter(membership=holder_id, offer=offer_id)
    return rows.filter(status=SubscriptionStatus.ACTIVE, starts_at__lte=at, closes_at__gt=at).first()


def _last_closing(term: Subscription) -> datetime | None:
    rows = Subscription.objects.filter(membership=term.membership_id, offer=term.offer_id)
    last = rows.filter(status=SubscriptionStatus.ACTIVE).order_by("-closes_at").first()
    return last.closes_at if last else term.closes_at


def _sits(seat: Seat, guest: people.Membership) -> bool:
    mine = Seat.objects.filter(offer=seat.offer_id, holder=seat.holder_id, membership=guest, closed_at=None)
    return mine.exists()


def seats_of(*, offer: Offer, holder_id: int) -> list[Seat]:
    """The open seats of a group, taken or not, oldest first."""
    rows = Seat.objects.select_related("membership").filter(offer=offer, holder=holder_id, closed_at=None)
    return list(rows.order_by("pk"))
