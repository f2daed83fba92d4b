"""Running a community: owner, steward and treasurer. Every view is scoped by `in_community(action)`."""

from django.urls import include, path

urlpatterns = [
    path("", include("diwan.web.steward.urls_gathering")),
    path("", include("diwan.web.steward.urls_money")),
    path("", include("diwan.web.steward.urls_spaces")),
    path("", include("diwan.web.steward.urls_editorial")),
    path("", include("diwan.web.steward.urls_reach")),
    path("", include("diwan.web.steward.urls_safety")),
    path("", include("diwan.web.steward.urls_belonging")),
    path("", include("diwan.web.steward.urls_privacy")),
    path("", include("diwan.web.steward.urls_market")),
    path("", include("diwan.web.steward.urls_services")),
    path("", include("diwan.web.steward.urls_tickets")),
    path("", include("diwan.web.steward.urls_gateways")),
    path("", include("diwan.web.steward.urls_tills")),
    path("", include("diwan.web.steward.urls_webhooks")),
    path("", include("diwan.web.steward.urls_invoices")),
    path("", include("diwan.web.steward.urls_promotion")),
    path("", include("diwan.web.steward.urls_treasury")),
]
