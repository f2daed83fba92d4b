"""What every installation shares. Each name read from the environment is described in docs/run/settings.md."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from diwan.settings import env
from diwan.settings.providers import sign_in_providers

PACKAGE_DIR = Path(__file__).resolve().parent.parent
ROOT_DIR = PACKAGE_DIR.parent.parent
DATA_DIR = env.folder("DIWAN_DATA_DIR", default=ROOT_DIR / "var")

SECRET_KEY = env.secret("DIWAN_SECRET_KEY", kept_in=DATA_DIR / "keys" / "secret")
DEBUG = False
IS_DEVELOPMENT = False  # a machine of one's own: who runs it may read the mail it writes to files
DEMO = env.flag("DIWAN_DEMO", default=False)
ALLOWED_HOSTS = env.words("DIWAN_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.words("DIWAN_ORIGINS")
BASE_URL = env.text("DIWAN_BASE_URL", "http://localhost:8000")

INSTALLED_APPS = [
    "diwan.kernel",
    "diwan.people",
    "diwan.trust",
    "diwan.contributions",
    "diwan.ledger",
    "diwan.gathering",
    "diwan.conversation",
    "diwan.belonging",
    "diwan.commerce",
    "diwan.promotion",
    "diwan.distribution",
    "diwan.payouts",
    "diwan.insights",
    "diwan.moving",
    "diwan.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "diwan.web.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "diwan.web.page_cache.PageCacheMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "diwan.web.middleware.PreferencesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "diwan.web.limits.PaceMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "diwan.web.urls"
CSRF_FAILURE_VIEW = "diwan.web.views.errors.csrf_failure"
WSGI_APPLICATION = "diwan.web.wsgi.application"
ASGI_APPLICATION = "diwan.web.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "pages",
        "DIRS": [PACKAGE_DIR / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "diwan.web.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "diwan.web.navigation.page_context",
                "diwan.web.page_cache.shared_token",
                "diwan.web.public_head.public_head",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "accounts",
        "DIRS": [PACKAGE_DIR / "web" / "templates_django"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": {**env.database("DATABASE_URL", default=DATA_DIR / "diwan.sqlite3"), "ATOMIC_REQUESTS": False}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "diwan.web.accounts.AccountAdapter"
ACCOUNT_FORMS = {"signup": "diwan.web.visitor.forms.accounts.SignupForm"}

ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "diwan.web.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Diwan"
MFA_TOTP_TOLERANCE = 1
# A new address is confirmed by a code before it is added, so a second factor need not wait for it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# The demo's one-click doors have no second factor; everybody else who moves money needs one.
SECOND_FACTOR_FOR_MONEY = env.flag("DIWAN_SECOND_FACTOR", default=True) and not DEMO
SOCIALACCOUNT_ADAPTER = "diwan.web.accounts.SocialAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
# The owner chose those sites; an address they have verified is taken as verified here.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS, _provider_apps, SIGN_IN_ORIGINS = sign_in_providers()
# The last are an operator's own: a screen for payouts, a rail of their bank.
INSTALLED_APPS += [*_provider_apps, *env.words("DIWAN_EXTRA_APPS")]
# On: nobody is paid unless a registered screen cleared them (`diwan.payouts.screening`).
PAYOUT_SCREENING = env.flag("DIWAN_PAYOUT_SCREENING", default=False)

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [ROOT_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE_DIR / "web" / "static"]
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "diwan.web.assets.GatheredStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
UPLOAD_MAX_MB = env.integer("DIWAN_UPLOAD_MB", default=64, at_least=1)
SERVE_THREADS = env.integer("DIWAN_THREADS", default=4, at_least=1)

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
# Requests to the outside go to public https addresses only; the suite names its own loopback services here.
OUTBOUND_EXCEPTIONS: list[str] = []
GATEWAY_ADDRESSES: dict[str, str] = {}  # fakes in the place of payment providers, by name: only the suite has any
PLAY_MONEY = env.flag("DIWAN_PLAY_MONEY", default=DEMO)  # whether test accounts of providers may be opened
DEFAULT_FROM_EMAIL = env.text("DIWAN_MAIL_FROM", "diwan@localhost")
if env.text("DIWAN_SMTP_HOST", ""):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = env.text("DIWAN_SMTP_HOST")
    EMAIL_PORT = env.integer("DIWAN_SMTP_PORT", default=587, at_least=1)
    EMAIL_HOST_USER = env.text("DIWAN_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = env.text("DIWAN_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = env.flag("DIWAN_SMTP_TLS", default=True)

REDIS_URL = env.text("DIWAN_REDIS_URL", "")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "diwan"},
}
CACHES["pages"] = {**CACHES["default"], "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 600}}
if REDIS_URL:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    CACHES["pages"] = {**CACHES["default"], "KEY_PREFIX": "pages"}
# How long a visitor's page is kept at most; a change shows at once all the same. 0 keeps none.
PAGE_CACHE_SECONDS = env.integer("DIWAN_PAGE_CACHE_SECONDS", default=300)

LIMITS = env.flag("DIWAN_LIMITS", default=True)
TRUSTED_PROXIES = env.networks("DIWAN_TRUSTED_PROXIES", default=["127.0.0.1/32", "::1/128"])
WORK_BITS = env.integer("DIWAN_WORK_BITS", default=18)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *SIGN_IN_ORIGINS],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

ERASURE_DAYS = env.integer("DIWAN_ERASURE_DAYS", default=7)
OBJECTION_DAYS = env.integer("DIWAN_OBJECTION_DAYS", default=7)
SOLO_APPROVAL_HOURS = env.integer("DIWAN_SOLO_APPROVAL_HOURS", default=24, at_least=24)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
