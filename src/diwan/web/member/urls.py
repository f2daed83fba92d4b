"""What members (and, where a community is public, visitors) open. Every view is scoped by `in_community`."""

from django.urls import include, path

urlpatterns = [
    path("", include("diwan.web.member.urls_gathering")),
    path("", include("diwan.web.member.urls_books")),
    path("", include("diwan.web.member.urls_till")),
]
