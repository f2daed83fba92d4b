"""Groups and badges, kept by the team."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
