"""Second factor, passkeys and sessions are allauth's, under accounts/; here is what it lacks.

Its parts are named one by one: `allauth.urls` as a whole brings old addresses that have no name to declare.
"""

from allauth.urls import build_provider_urlpatterns
from django.urls import include, path

from diwan.web.visitor.views import sessions

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/3rdparty/", include("allauth.socialaccount.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/sessions/<int:session_id>/ending/", sessions.session_ending, name="session_ending"),
    # Where the sites that settings/providers.py switched on lead back to; none is an ordinary answer.
    path("accounts/", include(build_provider_urlpatterns())),
]
