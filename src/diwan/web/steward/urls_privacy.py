"""The privacy desk: register, retention, breach notice."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
