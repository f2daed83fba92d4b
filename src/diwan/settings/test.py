"""The test suite: a throw-away data folder, fast password hashing, mail in memory, the demo's doors open."""

import os
import tempfile

os.environ.setdefault("DIWAN_DATA_DIR", tempfile.mkdtemp(prefix="diwan-test-"))
os.environ.setdefault("DIWAN_DEMO", "1")

from diwan.settings.base import *  # noqa: F403 - the data folder must be named before base reads it

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - from base; whitenoise warns about a missing folder
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
ACCOUNT_RATE_LIMITS = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SECOND_FACTOR_FOR_MONEY = False  # tests of the second factor switch it on
LIMITS = False  # the tests of limits switch them on; elsewhere a suite is faster than any person
WORK_BITS = 0  # the tests of proof of work set it
PAGE_CACHE_SECONDS = 0  # tests that want it switch it on: what one test did must not show in another
