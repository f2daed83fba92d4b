"""Disputes about services that wait for a decision."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
