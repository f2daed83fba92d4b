"""The published budget and its receipts; one's own payouts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
