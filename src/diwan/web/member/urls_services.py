"""Services: booking, delivery, acceptance, disputes, reviews."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
