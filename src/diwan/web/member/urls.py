"""What members (and, where a community is public, visitors) open. Every view is scoped by `in_community`."""

from django.urls import include, path

urlpatterns = [
    path("", include("diwan.web.member.urls_gathering")),
    path("", include("diwan.web.member.urls_books")),
    path("", include("diwan.web.member.urls_till")),
    path("", include("diwan.web.member.urls_live")),
    path("", include("diwan.web.member.urls_conversation")),
    path("", include("diwan.web.member.urls_writing")),
    path("", include("diwan.web.member.urls_attention")),
    path("", include("diwan.web.member.urls_reach")),
    path("", include("diwan.web.member.urls_belonging")),
    path("", include("diwan.web.member.urls_privacy")),
    path("", include("diwan.web.member.urls_market")),
    path("", include("diwan.web.member.urls_services")),
    path("", include("diwan.web.member.urls_tickets")),
    path("", include("diwan.web.member.urls_gateways")),
    path("", include("diwan.web.member.urls_invoices")),
    path("", include("diwan.web.member.urls_promotion")),
    path("", include("diwan.web.member.urls_treasury")),
]
