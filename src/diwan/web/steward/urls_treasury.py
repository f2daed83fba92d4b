"""Treasury, budget, bank statements, payout files."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
