"""Tickets: events, one's own tickets, their codes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
