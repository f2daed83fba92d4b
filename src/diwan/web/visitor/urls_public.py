"""Feeds, site map, share cards: what machines and passers-by read."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
