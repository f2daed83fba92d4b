"""Second factor, passkeys, sessions, change of address."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
