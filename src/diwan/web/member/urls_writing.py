"""Helps for writing: names to mention, pictures, polls."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
