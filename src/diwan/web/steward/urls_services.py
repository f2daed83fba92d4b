"""Services: disputes to decide, and what is published about them."""

from django.urls import path

from diwan.web.steward.views import service_disputes

urlpatterns = [
    path("disputes/", service_disputes.disputes, name="service_disputes"),
    path("disputes/<int:booking_id>/decision/", service_disputes.decision, name="service_decision"),
    path("disputes/<int:booking_id>/agreement/", service_disputes.agreement, name="service_agreement"),
    path("disputes/<int:booking_id>/refusal/", service_disputes.refusal, name="service_refusal"),
    path("service-terms/", service_disputes.terms, name="service_terms"),
]
