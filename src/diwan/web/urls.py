"""Every address of the site."""

from django.urls import include, path

from diwan.web.views import home

urlpatterns = [
    path("", home.landing, name="home"),
    path("accounts/", include("allauth.urls")),
]
