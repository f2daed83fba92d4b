"""Rules, detectors, rota and second looks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
