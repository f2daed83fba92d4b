"""Static files as pages link them: fingerprinted, compressed, and the stylesheets, many to write, as one to fetch.

`diwan serve` gathers them when their sources have changed since the last start. Where nothing was gathered, each file
is linked by its own name.
"""

import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.templatetags.static import static
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # ships no types

CSS = Path(__file__).parent / "static" / "css"
BUNDLE = "css/diwan.css"
STAMP = "sources.sha256"

# The order only matters for the first; after it, layers decide. Pages' own rooms come after the components.
_FIRST = ("layers", "fonts", "tokens", "reset", "base", "layout")


def stylesheet_names() -> list[str]:
    """Every stylesheet under static/, in the order it is to be read."""
    first = [f"css/{name}.css" for name in _FIRST]
    others = sorted(f"css/{path.relative_to(CSS).as_posix()}" for path in CSS.rglob("*.css"))
    return first + [name for name in others if name not in first]


def stylesheets() -> list[str]:
    """The addresses a page links: one when the files have been gathered, all of them otherwise."""
    if isinstance(staticfiles_storage, GatheredStorage) and staticfiles_storage.hashed_files and not settings.DEBUG:
        return [static(BUNDLE)]
    return [static(name) for name in stylesheet_names()]


def gathered() -> str:
    """All stylesheets as one text; addresses inside stay true because rooms hold none."""
    return "\n".join((CSS.parent / name).read_text(encoding="utf-8") for name in stylesheet_names())


# Our modules name each other as `./other.js`; these names get their fingerprints too.
_NAMED_IN_MODULES = (
    (r"""(?P<matched>\b(?P<word>from|import)\s*["'](?P<url>\./[^"']+)["'])""", """%(word)s "%(url)s\""""),
    (
        r"""(?P<matched>new URL\(["'](?P<url>\./[^"']+)["'], import\.meta\.url\))""",
        """new URL("%(url)s", import.meta.url)""",
    ),
)


class GatheredStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # its base is untyped
    """Static files with fingerprints and compressed copies, and the stylesheets gathered into one."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", _NAMED_IN_MODULES))

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Write the gathered stylesheet beside its parts, then let it be fingerprinted like any other file."""
        if not dry_run:
            self.delete(BUNDLE)
            self._save(BUNDLE, ContentFile(gathered().encode()))
            paths = {**paths, BUNDLE: (self, BUNDLE)}
        yield from super().post_process(paths, dry_run, **options)

    def stored_name(self, name: str) -> str:
        """The fingerprinted name; the plain one as long as nothing was gathered."""
        return str(super().stored_name(name)) if self.hashed_files else name


def gather() -> bool:
    """Gather into STATIC_ROOT what changed since the last time; give whether there was anything to do.

    Written aside and then put in place, so that of two processes that start at once neither serves half of it.
    """
    root = Path(settings.STATIC_ROOT)
    sources = _sources()
    digest = _digest(sources)
    if (root / STAMP).is_file() and (root / STAMP).read_text() == digest:
        return False
    aside, gone = (root.with_name(f"{root.name}.{word}{os.getpid()}") for word in ("new", "old"))
    try:
        _write(aside, sources)
        (aside / STAMP).write_text(digest)
        if root.exists():
            root.rename(gone)
        aside.rename(root)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(gone, ignore_errors=True)
    return True


def _sources() -> dict[str, bytes]:
    """Every static file of Diwan and of the libraries it uses, by the name pages know it by."""
    found: dict[str, bytes] = {}
    for finder in get_finders():
        for name, storage in finder.list([]):
            if name not in found:
                with storage.open(name) as file:
                    found[name] = file.read()
    return found


def _digest(sources: dict[str, bytes]) -> str:
    """Of the files, and of what turns them into what is served."""
    digest = sha256(f"{version('django')} {version('whitenoise')}".encode())
    digest.update(Path(__file__).read_bytes())
    for name in sorted(sources):
        digest.update(name.encode() + b"\0" + sha256(sources[name]).digest())
    return digest.hexdigest()


def _write(folder: Path, sources: dict[str, bytes]) -> None:
    storage = GatheredStorage(location=folder, base_url=settings.STATIC_URL)
    for name, content in sources.items():
        storage._save(name, ContentFile(content))
    for _name, _hashed, outcome in storage.post_process({name: (storage, name) for name in sources}):
        if isinstance(outcome, Exception):
            raise outcome
