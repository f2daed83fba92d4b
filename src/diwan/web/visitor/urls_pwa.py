"""What a phone installs: manifest, service worker, share target."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
