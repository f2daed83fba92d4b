"""The editorial desk: calendar, schedule, co-authors, disclosures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
