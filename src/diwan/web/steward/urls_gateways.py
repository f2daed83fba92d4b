"""Payment providers: connecting, testing, opening, comparing; and the disputes of payers."""

from django.urls import path

from diwan.web.steward.views import gateways

urlpatterns = [
    path("gateways/", gateways.gateways, name="gateways"),
    path("gateways/settings/", gateways.connection, name="gateway_settings"),
    path("gateways/<int:account_id>/", gateways.gateway, name="gateway"),
    path("gateways/<int:account_id>/check/", gateways.check, name="gateway_check"),
    path("gateways/<int:account_id>/opening/", gateways.opening, name="gateway_opening"),
    path("gateways/<int:account_id>/comparison/", gateways.comparison, name="gateway_comparison"),
    path("gateways/disputes/", gateways.disputes, name="payer_disputes"),
]
