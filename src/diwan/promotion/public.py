"""The door of `promotion`."""

from diwan.promotion.actions.import_commissions import ImportResult, import_commissions, receive_commissions
from diwan.promotion.actions.keep_campaign import (
    add_deliverable,
    add_placement,
    agree_campaign,
    draft_campaign,
    edit_campaign,
    prove_deliverable,
    withdraw_placement,
)
from diwan.promotion.actions.keep_programme import keep_programme, make_link, tagged
from diwan.promotion.actions.keep_referral import (
    claim_if_any,
    claim_referral,
    referral_code,
    review_referrals,
    void_referral,
)
from diwan.promotion.actions.keep_sponsor import add_sponsor, keep_kit, renew_address
from diwan.promotion.actions.record_sighting import Onlooker, forget_salts, record_sighting
from diwan.promotion.actions.settle_campaign import end_campaign, record_sponsor_payment
from diwan.promotion.commission_files import LeftOut, Trouble
from diwan.promotion.likeness import register as register_likeness
from diwan.promotion.models import (
    AffiliateLink,
    Campaign,
    Commission,
    Deliverable,
    MediaKit,
    Placement,
    Programme,
    Referral,
    Sighting,
    Sponsor,
)
from diwan.promotion.queries.campaigns import (
    CampaignRow,
    CampaignView,
    find_kit,
    get_campaign,
    get_sponsor,
    list_campaigns,
    list_sponsors,
    promise_of,
)
from diwan.promotion.queries.cards import SponsorCard, card_for, find_shown
from diwan.promotion.queries.programmes import (
    ProgrammeRow,
    ProgrammeView,
    find_link,
    get_programme,
    list_links,
    list_programmes,
    programme_for_writers,
)
from diwan.promotion.queries.referrals import (
    NEWCOMER_DAYS,
    BroughtRow,
    ReferralRow,
    bringer_of,
    brought_by,
    code_of,
    find_code,
    get_referral,
    list_referrals,
    may_claim,
)
from diwan.promotion.queries.reports import RawRow, Report, campaign_report, raw_rows
from diwan.promotion.queries.sponsor_page import SponsorPage, find_own_campaign, sponsor_page

# fmt: off
__all__ = [
    "NEWCOMER_DAYS", "AffiliateLink", "BroughtRow", "Campaign", "CampaignRow", "CampaignView", "Commission",
    "Deliverable", "ImportResult", "LeftOut", "MediaKit", "Onlooker", "Placement", "Programme", "ProgrammeRow",
    "ProgrammeView", "RawRow", "Referral", "ReferralRow", "Report", "Sighting", "Sponsor", "SponsorCard",
    "SponsorPage", "Trouble", "add_deliverable", "add_placement", "add_sponsor", "agree_campaign", "bringer_of",
    "brought_by", "campaign_report", "card_for", "claim_if_any", "claim_referral", "code_of", "draft_campaign",
    "edit_campaign", "end_campaign", "find_code", "find_kit", "find_link", "find_own_campaign", "find_shown",
    "forget_salts", "get_campaign", "get_programme", "get_referral", "get_sponsor", "import_commissions",
    "keep_kit", "keep_programme", "list_campaigns", "list_links", "list_programmes", "list_referrals",
    "list_sponsors", "make_link", "may_claim", "programme_for_writers", "promise_of", "prove_deliverable",
    "raw_rows", "receive_commissions", "record_sighting", "record_sponsor_payment", "referral_code",
    "register_likeness", "renew_address", "review_referrals", "sponsor_page", "tagged", "void_referral",
    "withdraw_placement",
]
# fmt: on
