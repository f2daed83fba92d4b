"""The ASGI callable that `diwan serve` runs: pages in a bounded pool of threads, live streams beside them, one port."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.settings.dev")
_pages = get_wsgi_application()

from django.conf import settings  # noqa: E402 - only after Django is set up

from diwan.web.bridge import Bridge  # noqa: E402 - the same
from diwan.web.live.stream import end_with_the_server  # noqa: E402 - the same

application = Bridge(
    _pages,
    threads=settings.SERVE_THREADS,
    most_bytes=settings.UPLOAD_MAX_MB * 2**20,
    begin=end_with_the_server,
)
