"""Addresses of promotion that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: set[str] = {
    "campaign_agreement", "own_code", "placement_withdrawal", "referral_code", "sponsor_address", "sponsor_paper",
    "sponsor_rows", "sponsor_view", "way_out",
}  # fmt: skip
# A code is not linked to anywhere: it is given by hand.
OF_A_MOMENT: set[str] = {"edit_campaign", "referral_way", "referral_voiding"}
