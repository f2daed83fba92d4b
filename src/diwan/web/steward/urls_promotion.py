"""Sponsors, campaigns, affiliates, the referral programme."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
