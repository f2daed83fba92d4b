"""Sponsors' media kit, one's own referrals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
