from diwan.promotion.models.affiliate import AffiliateLink, Commission, Programme
from diwan.promotion.models.campaign import Campaign, Deliverable, Placement
from diwan.promotion.models.income import ClosedMonth, Earning, Income, Refund
from diwan.promotion.models.referral import Referral, ReferralCode
from diwan.promotion.models.sighting import DailySalt, Sighting
from diwan.promotion.models.sponsor import MediaKit, Sponsor

__all__ = [
    "AffiliateLink",
    "Campaign",
    "ClosedMonth",
    "Commission",
    "DailySalt",
    "Deliverable",
    "Earning",
    "Income",
    "MediaKit",
    "Placement",
    "Programme",
    "Referral",
    "ReferralCode",
    "Refund",
    "Sighting",
    "Sponsor",
]
