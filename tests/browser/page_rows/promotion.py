"""Addresses of promotion that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = [("referrals", ["rooftop"]), ("media_kit", ["rooftop"])]
NO_PAGE: set[str] = {
    "campaign_agreement", "own_code", "placement_withdrawal", "referral_code", "sponsor_address", "sponsor_paper",
    "sponsor_rows", "sponsor_view", "way_out",
}  # fmt: skip
# A code is linked to from nowhere: it is given by hand. A draft becomes a deal.
OF_A_MOMENT: set[str] = {"edit_campaign", "referral_way"}
