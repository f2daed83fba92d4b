"""Paying through a provider's page, coming back from it, and what renews by itself."""

from django.urls import path

from diwan.web.member.views import online

urlpatterns = [
    path("orders/<int:order_id>/online/", online.checkout, name="online_payment"),
    path("online/<str:reference>/", online.leaving, name="online_checkout"),
    path("online/<str:reference>/return/", online.back, name="online_return"),
    path("renewals/", online.renewals, name="renewals"),
    path("renewals/<int:renewal_id>/", online.renewal, name="renewal"),
    path("renewals/<int:renewal_id>/card/", online.card, name="renewal_card"),
]
