"""Memberships, one's own orders, and where one wants to be paid."""

from django.urls import path

from diwan.web.member.views import payout_method, till

urlpatterns = [
    path("memberships/", till.offers, name="offers"),
    path("memberships/<int:offer_id>/", till.offer, name="offer"),
    path("orders/", till.placement, name="order_placement"),
    path("orders/<int:order_id>/", till.order, name="order"),
    path("orders/<int:order_id>/photos/", till.photos, name="order_photos"),
    path("orders/<int:order_id>/photo/<int:photo_id>/", till.photo, name="order_photo"),
    path("orders/<int:order_id>/cancellation/", till.cancellation, name="order_cancellation"),
    path("payout-method/", payout_method.payout_method, name="payout_method"),
    path("payout-method/payouts/<int:payout_id>/confirmation/", payout_method.confirmation, name="payout_confirmation"),
    path("payout-method/payouts/<int:payout_id>/proof/", payout_method.proof, name="payout_proof"),
]
