"""What members (and, where a community is public, visitors) open. Every view is scoped by `in_community`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
