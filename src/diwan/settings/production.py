"""A public installation behind TLS. Refuses to start without hosts; cookies are bound to the host."""

from diwan.settings import env
from diwan.settings.base import *  # noqa: F403 - a settings module is its base plus what differs

ALLOWED_HOSTS = env.words("DIWAN_HOSTS")
if not ALLOWED_HOSTS:
    env.text("DIWAN_HOSTS")
DEMO = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-diwan"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "diwan.web.assets.GatheredStorage"},
}
WHITENOISE_USE_FINDERS = False
