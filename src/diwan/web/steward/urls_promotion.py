"""Sponsors, campaigns, affiliates, the referral programme."""

from django.urls import path

from diwan.web.steward.views import affiliates, campaigns, sponsors

_DEAL = "campaigns/<int:campaign_id>/"
urlpatterns = [
    path("sponsors/", sponsors.sponsors, name="sponsors"),
    path("sponsors/kit/", sponsors.kit, name="edit_media_kit"),
    path("sponsors/new/", sponsors.new_sponsor, name="new_sponsor"),
    path("sponsors/<int:sponsor_id>/", sponsors.sponsor, name="sponsor"),
    path("sponsors/<int:sponsor_id>/address/", sponsors.sponsor_address, name="sponsor_address"),
    path("sponsors/<int:sponsor_id>/campaigns/new/", campaigns.new_campaign, name="new_campaign"),
    path(_DEAL, campaigns.campaign, name="campaign"),
    path(_DEAL + "edition/", campaigns.edit_campaign, name="edit_campaign"),
    path(_DEAL + "agreement/", campaigns.campaign_agreement, name="campaign_agreement"),
    path(_DEAL + "placements/new/", campaigns.new_placement, name="new_placement"),
    path("placements/<int:placement_id>/withdrawal/", campaigns.placement_withdrawal, name="placement_withdrawal"),
    path(_DEAL + "deliverables/new/", campaigns.new_deliverable, name="new_deliverable"),
    path(_DEAL + "deliverables/<int:deliverable_id>/proof/", campaigns.deliverable_proof, name="deliverable_proof"),
    path(_DEAL + "payments/new/", campaigns.sponsor_payment, name="sponsor_payment"),
    path(_DEAL + "ending/", campaigns.campaign_ending, name="campaign_ending"),
    path("affiliates/", affiliates.programmes, name="programmes"),
    path("affiliates/new/", affiliates.new_programme, name="new_programme"),
    path("affiliates/links/", affiliates.affiliate_links, name="affiliate_links"),
    path("affiliates/<int:programme_id>/", affiliates.programme, name="programme"),
    path("affiliates/<int:programme_id>/edition/", affiliates.edit_programme, name="edit_programme"),
    path("affiliates/<int:programme_id>/links/new/", affiliates.new_link, name="new_link"),
    path("affiliates/<int:programme_id>/imports/", affiliates.commission_import, name="commission_import"),
    path("affiliates/<int:programme_id>/receipt/", affiliates.commission_receipt, name="commission_receipt"),
    path("referrals/all/", affiliates.referral_desk, name="referral_desk"),
    path("referrals/<int:referral_id>/voiding/", affiliates.referral_voiding, name="referral_voiding"),
]
