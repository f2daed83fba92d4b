"""Where payment providers write to us."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
