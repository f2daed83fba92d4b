"""A second proof that it is you: who needs one, who has one, and how its secrets lie in the database.

Roles that move money need a passkey or an app's codes. Signing in asks for it by itself once it is set up (allauth);
here the pages that move money make sure that it is set up.
"""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

MOVES_MONEY = frozenset({"approve_money", "see_orders", "close_period", "change_plan", "grant_roles"})
_PROOFS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Secrets are encrypted under a key derived from the installation's secret: a copied database signs nobody in."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def demanded_of(request: HttpRequest, action: str | None) -> HttpResponse | None:
    """The way to the page where a second proof is set up, for a page of `action` and a reader who has none yet."""
    if action not in MOVES_MONEY or not settings.SECOND_FACTOR_FOR_MONEY or is_mfa_enabled(request.user, _PROOFS):
        return None
    return redirect(f"{reverse('mfa_index')}?{urlencode({'for': 'money', 'next': request.get_full_path()})}")


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(_key(secret))) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    key = secret.encode() if isinstance(secret, str) else secret
    return hmac.new(key, b"diwan.second-factor", sha256).digest()
