"""Addresses outside that are told what happens here."""

from django.urls import path

from diwan.web.steward.views import webhooks

urlpatterns = [
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/<int:endpoint_id>/", webhooks.webhook, name="webhook"),
    path("webhooks/<int:endpoint_id>/secret/", webhooks.secret, name="webhook_secret"),
    path("webhooks/<int:endpoint_id>/closure/", webhooks.closure, name="webhook_closure"),
    path("webhooks/<int:endpoint_id>/reopening/", webhooks.reopening, name="webhook_reopening"),
    path("webhooks/<int:endpoint_id>/test/", webhooks.trial, name="webhook_test"),
    path("webhooks/messages/<int:message_id>/", webhooks.message, name="webhook_message"),
    path("webhooks/messages/<int:message_id>/replay/", webhooks.replay, name="webhook_replay"),
]
