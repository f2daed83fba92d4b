"""The live stream of a community and its fall-back."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
