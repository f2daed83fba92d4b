from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.errors import BadCoupon, NoSuchCoupon
from diwan.commerce.models import Coupon, Offer
from diwan.kernel import audit, ids


def make_coupon(
    *,
    community_id: int,
    by: UUID,
    at: datetime,
    code: str = "",
    percent_bp: int = 0,
    amount_minor: int = 0,
    offer_id: int | None = None,
    most_uses: int | None = None,
    most_each: int = 1,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> int:
    """Make a code that takes a part or an amount off one offer, or any; without a `code` one is drawn. Gives its id.

    Raises BadCoupon, people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    name, begins = code.strip().upper() or ids.short_code(), starts_at or at
    faults = (
        (percent_bp > 0) == (amount_minor > 0),
        not 0 <= percent_bp <= 10_000 or not 0 <= amount_minor <= till.MOST_MINOR,
        not 3 <= len(name) <= 24 or not name.isascii() or " " in name,
        most_each < 1 or (most_uses is not None and most_uses < 1),
        ends_at is not None and ends_at <= begins,
        offer_id is not None and not Offer.objects.filter(pk=offer_id, community=community_id).exists(),
        Coupon.objects.filter(community=community_id, code=name).exists(),
    )
    if any(faults):
        raise BadCoupon
    with transaction.atomic():
        coupon = Coupon.objects.create(
            community_id=community_id, offer_id=offer_id, code=name, percent_bp=percent_bp, amount_minor=amount_minor,
            most_uses=most_uses, most_each=most_each, starts_at=begins, ends_at=ends_at, made_by=by, made_at=at,
        )  # fmt: skip
        _write_down(coupon, by, at, "coupon_made")
    return coupon.pk


def retire_coupon(*, coupon_id: int, by: UUID, at: datetime) -> None:
    """End a coupon; orders it made cheaper stand. Raises NoSuchCoupon, people.errors.NotAllowed."""
    coupon = Coupon.objects.filter(pk=coupon_id).first()
    if coupon is None:
        raise NoSuchCoupon
    rules.require_keeper(community_id=coupon.community_id, by=by)
    with transaction.atomic():
        Coupon.objects.filter(pk=coupon.pk).update(is_active=False)
        _write_down(coupon, by, at, "coupon_retired")


def _write_down(coupon: Coupon, by: UUID, at: datetime, action: str) -> None:
    detail = {"code": coupon.code, "percent_bp": coupon.percent_bp, "amount_minor": coupon.amount_minor}
    audit.record(
        scope=coupon.community_id, actor=str(by), action=action, object_ref=f"coupon:{coupon.pk}", at=at, detail=detail
    )
