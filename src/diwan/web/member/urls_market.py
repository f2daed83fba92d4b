"""What is on sale: offers of every kind, checkout, tips, gifts, what one has bought."""

from django.urls import path

from diwan.web.member.views import market, purchases

urlpatterns = [
    path("market/", market.market, name="market"),
    path("market/<int:offer_id>/file/", market.good_file, name="good_file"),
    path("market/<int:offer_id>/trial/", market.trial, name="trial"),
    path("market/<int:offer_id>/gift/", market.gift, name="gift"),
    path("gifts/redemption/", market.gift_redemption, name="gift_redemption"),
    path("people/<int:membership_id>/tip/", market.tip, name="tip"),
    path("people/<int:membership_id>/fee-share/", purchases.fee_share, name="fee_share"),
    path("purchases/", purchases.purchases, name="purchases"),
    path("purchases/<int:term_id>/rest/", purchases.term_rest, name="term_rest"),
    path("purchases/<int:term_id>/return/", purchases.term_return, name="term_return"),
    path("purchases/<int:term_id>/ending/", purchases.term_ending, name="term_ending"),
    path("purchases/<int:term_id>/change/", purchases.term_change, name="term_change"),
    path("purchases/groups/<int:offer_id>/seats/", purchases.seats, name="seats"),
    path("seats/<int:seat_id>/closing/", purchases.seat_closing, name="seat_closing"),
    path("seats/taking/", purchases.seat_taking, name="seat_taking"),
]
