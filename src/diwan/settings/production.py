"""A public installation behind TLS. Refuses to start without hosts or as a demo; cookies are bound to the host."""

from diwan.settings import env
from diwan.settings.base import *  # noqa: F403 - a settings module is its base plus what differs

ALLOWED_HOSTS = env.words("DIWAN_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise env.refusal("DIWAN_HOSTS", ",".join(ALLOWED_HOSTS), "the names this site answers to are required, one by one")
if env.flag("DIWAN_DEMO", default=False):
    raise env.refusal("DIWAN_DEMO", "on", "a public installation never offers the demo's one-click sign-in")
DEMO = False
BASE_URL = env.text("DIWAN_BASE_URL", f"https://{ALLOWED_HOSTS[0].lstrip('.')}")
if not BASE_URL.startswith("https://"):
    raise env.refusal("DIWAN_BASE_URL", BASE_URL, "links in mail must begin with https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-diwan"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
WHITENOISE_USE_FINDERS = False
