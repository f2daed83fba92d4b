"""What anybody may open: the front page, the way in, an invitation, founding a community, the demo's door."""

from django.urls import path

from diwan.web.views.preferences import preferences
from diwan.web.views.style import style_page
from diwan.web.visitor.views import demo, founding, health, invitation, landing, profile, verifier

urlpatterns = [
    path("", landing.home, name="home"),
    path("verifier.py", verifier.verifier, name="verifier"),
    path("healthz", health.health, name="health"),
    path("preferences/", preferences, name="preferences"),
    path("style/", style_page, name="style"),
    path("profile/", profile.profile, name="profile"),
    path("i/<str:token>/", invitation.invitation, name="invitation"),
    path("start/", founding.idea, name="founding"),
    path("start/income/", founding.income, name="founding_income"),
    path("start/sharing/", founding.sharing, name="founding_sharing"),
    path("start/opening/", founding.opening, name="founding_opening"),
    path("demo/", demo.demo, name="demo"),
    path("c/<slug:slug>/", landing.welcome, name="welcome"),
    path("c/<slug:slug>/joining/", landing.joining, name="joining"),
]
