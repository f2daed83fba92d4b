"""A machine of one's own: the demo and development. Plain HTTP on loopback, mail written to files."""

from diwan.settings.base import *  # noqa: F403 - a settings module is its base plus what differs

SESSION_COOKIE_NAME = "diwan_session"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost; a public installation demands https
IS_DEVELOPMENT = True
