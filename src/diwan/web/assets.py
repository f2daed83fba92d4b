"""The stylesheet: many small files to write, one file to fetch.

While developing, every file is linked by itself. `collectstatic` gathers them, in the same order, into one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.templatetags.static import static
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # ships no types

CSS = Path(__file__).parent / "static" / "css"
BUNDLE = "css/diwan.css"

# The order only matters for the first; after it, layers decide. Pages' own rooms come after the components.
_FIRST = ("layers", "fonts", "tokens", "reset", "base", "layout")


def stylesheet_names() -> list[str]:
    """Every stylesheet under static/, in the order it is to be read."""
    first = [f"css/{name}.css" for name in _FIRST]
    others = sorted(f"css/{path.relative_to(CSS).as_posix()}" for path in CSS.rglob("*.css"))
    return first + [name for name in others if name not in first]


def stylesheets() -> list[str]:
    """The addresses a page links: one when the files have been gathered, all of them otherwise."""
    if isinstance(staticfiles_storage, GatheredStorage) and not settings.DEBUG:
        return [static(BUNDLE)]
    return [static(name) for name in stylesheet_names()]


def gathered() -> str:
    """All stylesheets as one text; addresses inside stay true because rooms hold none."""
    return "\n".join((CSS.parent / name).read_text(encoding="utf-8") for name in stylesheet_names())


class GatheredStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # its base is untyped
    """Static files with fingerprints and compressed copies, and the stylesheets gathered into one."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Write the gathered stylesheet beside its parts, then let it be fingerprinted like any other file."""
        if not dry_run:
            self.delete(BUNDLE)
            self._save(BUNDLE, ContentFile(gathered().encode()))
            paths = {**paths, BUNDLE: (self, BUNDLE)}
        yield from super().post_process(paths, dry_run, **options)
