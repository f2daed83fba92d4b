"""Payment providers: connecting, checking, reconciling."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
