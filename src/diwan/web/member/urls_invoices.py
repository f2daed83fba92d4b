"""One's own invoices, receipts and yearly summaries."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
