#!/usr/bin/env python3
"""Collects every translatable string into locale/ar/LC_MESSAGES/django.po, keeping what is translated.

    python tools/collect_messages.py            update the catalogue
    python tools/collect_messages.py --check    exit 1 if it is not up to date, or something is untranslated

English is the language of the msgids; Arabic has the six plural forms of gettext's own formula.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "ar" / "LC_MESSAGES" / "django.po"
METHODS = [
    ("**/story/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
]
OPTIONS = {"**/templates/**.html": {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}}
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLURALS = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
)
HEADER = "# Arabic translations of Diwan.\n# SPDX-License-Identifier: AGPL-3.0-or-later\n#"


def collected() -> Catalog:
    """Every message of the source, with the places it stands in."""
    catalogue = Catalog(locale="ar", project="Diwan", header_comment=HEADER, fuzzy=False, charset="utf-8")
    found = extract_from_dir(ROOT / "src" / "diwan", method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS)
    for name, _line, message, _comments, context in found:
        catalogue.add(message, None, [(f"src/diwan/{name}", None)], context=context)
    return catalogue


def kept() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="ar")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="ar")


def merged() -> Catalog:
    """The collected messages with the translations already made; what is no longer used falls away."""
    catalogue, old = collected(), kept()
    for message in catalogue:
        known = old.get(message.id, message.context) if message.id else None
        if known is not None and known.string:
            message.string = known.string
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    missing = []
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        wanted = 6 if message.pluralizable else 1
        if len([one for one in strings if one]) < wanted or message.fuzzy:
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def write(catalogue: Catalog) -> None:
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue.revision_date = catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
    text = CATALOGUE.read_text(encoding="utf-8")
    lines = [
        f'"Plural-Forms: {PLURALS}\\n"' if line.startswith('"Plural-Forms') else line for line in text.splitlines()
    ]
    CATALOGUE.write_text("\n".join(_one_plural_line(lines)) + "\n", encoding="utf-8")


def _one_plural_line(lines: list[str]) -> list[str]:
    """Babel wraps the formula over two lines; after the first is replaced, its tail goes."""
    out: list[str] = []
    for line in lines:
        if out and out[-1].startswith('"Plural-Forms') and not line.endswith('\\n"') and line.startswith('"'):
            continue
        if out and out[-1].startswith('"Plural-Forms') and ("n%100" in line or line.startswith('" ')):
            continue
        out.append(line)
    return out


def main(arguments: list[str]) -> int:
    catalogue = merged()
    missing = untranslated(catalogue)
    if "--check" in arguments:
        stale = {(m.id, m.context) for m in kept() if m.id} != {(m.id, m.context) for m in catalogue if m.id}
        for text in missing:
            print(f"untranslated: {text}")
        if stale:
            print("the catalogue is not up to date: run make messages")
        return 1 if missing or stale else 0
    write(catalogue)
    print(f"{len(catalogue)} messages, {len(missing)} untranslated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
