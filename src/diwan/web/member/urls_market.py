"""What is on sale: offers of every kind, checkout, tips, gifts, what one has bought."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
