"""How a member is reached: choices, quiet hours, devices."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
