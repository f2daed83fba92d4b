"""Selling: offers, coupons, what sold."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
