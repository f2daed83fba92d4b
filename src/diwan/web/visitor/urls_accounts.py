"""Second factor, passkeys and sessions are allauth's, under accounts/; here is what it lacks."""

from django.urls import path

from diwan.web.visitor.views import sessions

urlpatterns = [
    path("accounts/sessions/<int:session_id>/ending/", sessions.session_ending, name="session_ending"),
]
