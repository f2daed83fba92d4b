"""Signing in with an account from elsewhere: only what the environment names; nothing is needed and nothing is on."""

from typing import Any

from diwan.settings import env

_GOOGLE, _APPLE = "https://accounts.google.com", "https://appleid.apple.com"


def sign_in_providers() -> tuple[dict[str, Any], list[str], list[str]]:
    """(allauth's SOCIALACCOUNT_PROVIDERS, the apps to install, the origins a sign-in form may lead to)."""
    providers: dict[str, Any] = {}
    origins: list[str] = []
    if env.text("DIWAN_GOOGLE_ID", ""):
        app = {"client_id": env.text("DIWAN_GOOGLE_ID"), "secret": env.text("DIWAN_GOOGLE_SECRET")}
        providers["google"] = {"APPS": [app], "SCOPE": ["profile", "email"], "OAUTH_PKCE_ENABLED": True}
        origins.append(_GOOGLE)
    if env.text("DIWAN_APPLE_ID", ""):
        providers["apple"] = {"APPS": [_apple()]}
        origins.append(_APPLE)
    if env.text("DIWAN_OIDC_ISSUER", ""):
        providers["openid_connect"] = {"APPS": [_openid()], "OAUTH_PKCE_ENABLED": True}
        origins.append(_origin(env.text("DIWAN_OIDC_ISSUER")))
    return providers, [f"allauth.socialaccount.providers.{name}" for name in providers], origins


def _apple() -> dict[str, Any]:
    """Apple's secret is a key: its id, the team's id and the PEM text with \\n for line ends."""
    return {
        "client_id": env.text("DIWAN_APPLE_ID"),
        "secret": env.text("DIWAN_APPLE_KEY_ID"),
        "key": env.text("DIWAN_APPLE_TEAM_ID"),
        "settings": {"certificate_key": env.text("DIWAN_APPLE_KEY").replace("\\n", "\n")},
    }


def _openid() -> dict[str, Any]:
    return {
        "provider_id": "oidc",
        "name": env.text("DIWAN_OIDC_NAME", "OpenID Connect"),
        "client_id": env.text("DIWAN_OIDC_ID"),
        "secret": env.text("DIWAN_OIDC_SECRET"),
        "settings": {"server_url": env.text("DIWAN_OIDC_ISSUER")},
    }


def _origin(address: str) -> str:
    return "/".join(address.split("/")[:3])
