"""Compiles message catalogues with Babel, so that nobody needs gettext's own tools to run the program."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folder: Path) -> int:
    """Write LC_MESSAGES/*.mo beside every .po below `folder` that is newer than its .mo; return how many."""
    return sum(_compile(source) for source in sorted(folder.glob("*/LC_MESSAGES/*.po")))


def compile_settled() -> None:
    """Those the settings name. Must run before `django.setup()`: a process that has once looked for words and found
    none keeps speaking the source language until it ends, and so does every process it forks.
    """
    from django.conf import settings

    for folder in settings.LOCALE_PATHS:
        compile_catalogues(Path(folder))


def _compile(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    finished = target.with_suffix(".mo.part")
    with finished.open("wb") as file:
        write_mo(file, catalogue)
    finished.replace(target)
    return True
