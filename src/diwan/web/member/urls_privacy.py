"""Consent, one’s own data, erasure."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
