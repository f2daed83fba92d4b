"""The WSGI callable that `diwan serve` (and any WSGI server) runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.settings.dev")
application = get_wsgi_application()
