from diwan.commerce.pricing.models.coupon import Coupon, CouponUse
from diwan.commerce.pricing.models.gift import Gift
from diwan.commerce.pricing.models.regional_price import RegionalPrice
from diwan.commerce.pricing.models.seat import Seat
from diwan.commerce.pricing.models.steer import Steer

__all__ = ["Coupon", "CouponUse", "Gift", "RegionalPrice", "Seat", "Steer"]
