"""Selling: offers, coupons, what sold."""

from django.urls import path

from diwan.web.steward.views import goods

urlpatterns = [
    path("goods/", goods.goods, name="goods"),
    path("goods/new/<slug:sort>/", goods.new_good, name="new_good"),
    path("goods/<int:offer_id>/", goods.edit_good, name="edit_good"),
    path("goods/<int:offer_id>/retirement/", goods.good_retirement, name="good_retirement"),
    path("coupons/", goods.coupons, name="coupons"),
    path("coupons/<int:coupon_id>/retirement/", goods.coupon_retirement, name="coupon_retirement"),
]
