"""The service worker's text: `static/pwa/worker.js` with a version and the list of files that make up the shell."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from diwan.web.assets import stylesheets

_SOURCE = Path(__file__).parent / "static" / "pwa" / "worker.js"
MODULES = ("exchange", "appearance", "floating", "fields", "offline")
_FONTS = ("plex-arabic-400", "plex-arabic-600", "plex-latin-400", "plex-latin-600", "markazi-arabic", "markazi-latin")


def worker_script() -> str:
    """JavaScript. The version is a digest of every file of the shell: one byte changed anywhere makes a new worker."""
    return _script() if not settings.DEBUG else _script.__wrapped__()


@cache
def _script() -> str:
    shell = [reverse("offline"), *stylesheets(), *(static(name) for name in _files())]
    facts = json.dumps({"version": _version(), "shell": shell})
    return f"const DIWAN = {facts};\n{_SOURCE.read_text(encoding='utf-8')}"


def _files() -> list[str]:
    modules = [f"js/{name}.js" for name in MODULES]
    return [*modules, "vendor/htmx.min.js", "icons/icons.svg", *(f"fonts/{name}.woff2" for name in _FONTS)]


def _version() -> str:
    digest = hashlib.sha256(_SOURCE.read_bytes())
    for folder in ("css", "js"):
        for path in sorted((Path(__file__).parent / "static" / folder).rglob("*.*")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
