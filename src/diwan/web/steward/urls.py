"""Running a community: owner, steward and treasurer. Every view is scoped by `in_community(action)`."""

from django.urls import include, path

urlpatterns = [
    path("", include("diwan.web.steward.urls_gathering")),
    path("", include("diwan.web.steward.urls_money")),
]
