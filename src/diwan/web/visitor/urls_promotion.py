"""What a sponsor opens with a signed address; tagged links that lead out; referral codes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
