"""Invoices, credit notes, tax, cases of money gone back, exports for the accountant."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
