"""What a member of a community agreed to."""

from django.urls import path

from diwan.web.member.views import consents

urlpatterns = [path("consents/", consents.consents, name="consents")]
