"""One's own referrals."""

from django.urls import path

from diwan.web.member.views import referrals

urlpatterns = [
    path("referrals/", referrals.referrals, name="referrals"),
    path("referrals/own-code/", referrals.own_code, name="own_code"),
    path("referrals/code/", referrals.referral_code, name="referral_code"),
]
