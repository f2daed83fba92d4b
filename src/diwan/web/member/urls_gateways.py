"""Paying through a provider's page, and coming back from it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
