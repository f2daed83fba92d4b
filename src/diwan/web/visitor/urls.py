"""What anybody may open: the front page, the way in, the demo's door, the style page."""

from django.urls import path

from diwan.web.visitor.views import landing

urlpatterns = [
    path("", landing.landing, name="home"),
]
