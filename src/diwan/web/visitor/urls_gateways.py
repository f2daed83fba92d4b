"""Where payment providers write to us, and the sandbox's hosted page."""

from django.urls import path

from diwan.web.visitor.views import gateways

urlpatterns = [
    path("hooks/<str:token>/", gateways.provider_events, name="provider_events"),
    path("sandbox/<str:external_id>/", gateways.sandbox_page, name="sandbox_page"),
    path("sandbox/<str:external_id>/outcome/", gateways.sandbox_outcome, name="sandbox_outcome"),
]
