"""Chat rooms and direct messages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
