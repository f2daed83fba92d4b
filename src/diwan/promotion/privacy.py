"""What promotion keeps about people: hardly anything. Sponsors are no members; who saw what is a hash of a day."""

from django.utils.translation import gettext_lazy as _

from diwan.kernel.privacy import Erasure, Purpose, rows
from diwan.promotion.models import (
    AffiliateLink,
    Campaign,
    ClosedMonth,
    Commission,
    DailySalt,
    Deliverable,
    Earning,
    Income,
    MediaKit,
    Placement,
    Programme,
    Referral,
    ReferralCode,
    Refund,
    Sighting,
    Sponsor,
)

MONEY, NUMBERED, OURS = Purpose.MONEY, Erasure.NUMBERED, Erasure.OURS
rows(ClosedMonth, MONEY, OURS, plain="id community_id period closed_at")
rows(
    Income, MONEY, OURS, link="payer recorded_by",
    plain="id community_id kind source_ref gross_minor tax_minor fee_minor refunded_minor paid_into received_date note "
    "recorded_at",
)  # fmt: skip
rows(
    Earning, MONEY, OURS,
    plain="id community_id income_id reference period gross_minor tax_minor fee_minor status booked_period",
)  # fmt: skip
rows(Refund, MONEY, OURS, link="refunded_by", plain="id income_id amount_minor reason refunded_at")
rows(MediaKit, MONEY, OURS, plain="id community_id words_ar words_en contact is_open kept_at")
rows(
    Sponsor, MONEY, NUMBERED, member="added_by", link="party added_by_id",
    plain="id community_id name contact website address_number added_at",
)  # fmt: skip
rows(
    Campaign, MONEY, NUMBERED, member="drafted_by", link="drafted_by_id",
    plain="id community_id sponsor_id title starts_date ends_date price_minor tax_bp brand_rules status members_minor "
    "plan_hash delivered_until ending_reason drafted_at agreed_at",
)  # fmt: skip
rows(
    Placement, MONEY, OURS,
    plain="id campaign_id space_id tag language headline_ar headline_en words_ar words_en link code withdrawn_at",
)  # fmt: skip
rows(
    Deliverable, MONEY, NUMBERED, member="done_by", link="done_by_id",
    plain="id campaign_id title due_date proof done_at",
)  # fmt: skip
# Nobody can be found in these rows: the salt that made `viewer` lives for one day and is then thrown away.
rows(Sighting, MONEY, OURS, plain="id community_id subject day what viewer verdict repeat_count")
rows(DailySalt, MONEY, OURS, plain="id community_id day salt")
rows(
    Programme, MONEY, OURS, link="party",
    plain="id community_id name tag_parameter tag_value code_parameter hosts columns words added_at",
)  # fmt: skip
rows(
    AffiliateLink,
    MONEY,
    NUMBERED,
    member="made_by",
    link="made_by_id",
    plain="id programme_id code target title made_at",
)
rows(
    Commission, MONEY, OURS,
    plain="id programme_id reference link_id sale_date amount_minor status told_at income_id",
)  # fmt: skip
rows(
    ReferralCode, MONEY, Erasure.DELETED, what=_("Your code for bringing others"), member="membership", own="code",
    seen="made_at", link="membership_id", plain="id",
)  # fmt: skip
rows(
    Referral, MONEY, Erasure.DELETED, what=_("Who brought you here"), member="newcomer",
    own="reason", seen="brought_at voided_at", link="newcomer_id referrer_id", plain="id act_key",
)  # fmt: skip
