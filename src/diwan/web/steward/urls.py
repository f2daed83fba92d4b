"""Running a community: owner, steward and treasurer. Every view is scoped by `in_community(action)`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
