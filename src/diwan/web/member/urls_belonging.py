"""Badges, levels, groups, the welcome path."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
