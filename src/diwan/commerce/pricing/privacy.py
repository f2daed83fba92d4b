"""What prices keep about people: what they gave, whom they steer to, where they sit."""

from django.utils.translation import gettext_lazy as _

from diwan.commerce.pricing.models import Coupon, CouponUse, Gift, RegionalPrice, Seat, Steer
from diwan.kernel.privacy import Erasure, Purpose, rows

MONEY, NUMBERED, OURS = Purpose.MONEY, Erasure.NUMBERED, Erasure.OURS
rows(
    Coupon,
    MONEY,
    OURS,
    link="made_by",
    plain="id community_id offer_id code percent_bp amount_minor most_uses most_each starts_at ends_at is_active "
    "made_at",
)
rows(
    CouponUse, MONEY, NUMBERED, member="order__membership", seen="discount_minor", link="order_id", plain="id coupon_id"
)
rows(RegionalPrice, MONEY, OURS, plain="id offer_id country price_minor")
rows(
    Gift,
    MONEY,
    Erasure.CLEARED,
    what=_("What you gave to somebody, and the words with it"),
    member="giver",
    own="note",
    seen="offer_id redeemed_at made_at",
    link="giver_id redeemed_by_id",
    plain="id community_id code is_ready",
)
rows(
    Seat,
    MONEY,
    NUMBERED,
    member="membership",
    seen="taken_at closed_at",
    link="membership_id holder_id",
    plain="id community_id offer_id code",
)
rows(
    Steer,
    MONEY,
    Erasure.DELETED,
    what=_("To whom you steer a share of your fee"),
    member="membership",
    own="to share_bp",
    seen="set_at",
    link="membership_id",
    plain="id community_id",
)
