"""Coupons, gifts, seats and steered shares, as those see them whom they concern."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from diwan.commerce import rules
from diwan.commerce.enums import OrderStatus
from diwan.commerce.models import Coupon, Gift, Offer, Order, Seat, Steer
from diwan.commerce.pricing.actions.start_trial import may_try
from diwan.people import public as people


@dataclass(frozen=True, slots=True)
class CouponView:
    """`percent_bp` or `amount_minor`; `used_count` of `most_uses` (None: as often as asked)."""

    id: int
    code: str
    offer_id: int | None
    percent_bp: int
    amount_minor: int
    most_uses: int | None
    used_count: int
    starts_at: datetime
    ends_at: datetime | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class GiftView:
    """A gift, for the one who gives it: the code is told once it is paid for."""

    id: int
    offer_id: int
    code: str
    note: str
    is_ready: bool
    is_redeemed: bool


@dataclass(frozen=True, slots=True)
class SeatView:
    id: int
    code: str
    guest: str
    guest_id: int | None


def list_coupons(*, community_id: int, by: UUID) -> list[CouponView]:
    """Newest first, for the keepers. Raises people.errors.NotAllowed."""
    rules.require_keeper(community_id=community_id, by=by)
    standing = ~Q(uses__order__status__in=[OrderStatus.CANCELLED, OrderStatus.REFUNDED]) & Q(uses__isnull=False)
    rows = Coupon.objects.filter(community=community_id).annotate(used=Count("uses", filter=standing))
    return [
        CouponView(
            row.pk, row.code, row.offer_id, row.percent_bp, row.amount_minor, row.most_uses, row.used, row.starts_at,
            row.ends_at, row.is_active,
        )
        for row in rows.order_by("-made_at", "-pk")
    ]  # fmt: skip


def gift_of_order(*, order_id: int, viewer: UUID) -> GiftView | None:
    """The gift an order buys, for its giver alone; None for everybody else and for other orders."""
    order = Order.objects.filter(pk=order_id, membership__party_id=viewer, subject_ref__startswith="gift:").first()
    if order is None:
        return None
    gift = Gift.objects.get(pk=int(order.subject_ref.partition(":")[2]))
    code = gift.code if gift.is_ready else ""
    return GiftView(gift.pk, gift.offer_id, code, gift.note, gift.is_ready, gift.redeemed_by_id is not None)


def list_seats(*, offer_id: int, holder_id: int) -> list[SeatView]:
    """The open seats of one's group, oldest first."""
    rows = Seat.objects.select_related("membership").filter(offer=offer_id, holder=holder_id, closed_at=None)
    seats = list(rows.order_by("pk"))
    parties = [seat.membership.party_id for seat in seats if seat.membership]
    names = people.party_names(community_id=seats[0].community_id, parties=parties) if seats else {}
    return [
        SeatView(
            seat.pk,
            seat.code,
            names.get(seat.membership.party_id, "") if seat.membership else "",
            seat.membership_id,
        )
        for seat in seats
    ]


def list_steers(*, membership_id: int) -> list[tuple[UUID, int]]:
    """To whom one steers which share of one's fee, in basis points."""
    return list(Steer.objects.filter(membership=membership_id).order_by("pk").values_list("to", "share_bp"))


def has_trial(*, offer_id: int, membership_id: int) -> bool:
    """Whether this member may try the offer first."""
    offer = Offer.objects.filter(pk=offer_id, is_active=True).first()
    return offer is not None and may_try(offer=offer, membership_id=membership_id)
