"""What a member follows, and what is new since the last visit; tags."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
