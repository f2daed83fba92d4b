"""The Arabic catalogue is complete and up to date; templates say what they mean in one piece."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import collect_messages  # noqa: E402 - lives beside the source, not in the package

TEMPLATES = ROOT / "src" / "diwan" / "web" / "templates"
PLACE = re.compile(r"%\((\w+)\)s")


def test_every_message_has_its_arabic_all_six_plural_forms_included() -> None:
    assert collect_messages.untranslated(collect_messages.merged()) == []


def test_the_catalogue_holds_what_the_source_says_and_nothing_else() -> None:
    kept = {(m.id, m.context) for m in collect_messages.kept() if m.id}
    assert kept == {(m.id, m.context) for m in collect_messages.collected() if m.id}


def test_a_translation_keeps_the_places_of_its_message() -> None:
    """A place may be left out of a plural form that needs no figure; an invented one would fail at run time."""
    wrong = []
    for message in collect_messages.kept():
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        known = {place for one in ids for place in PLACE.findall(one)}
        for string in strings:
            found = set(PLACE.findall(string))
            if not found <= known or (len(ids) == 1 and message.id and found != known):
                wrong.append((message.id, string))
    assert wrong == []


def test_arabic_is_written_as_arabic() -> None:
    """Arabic commas and question marks; no bureaucratic passive; no stretched letters but before a name."""
    wrong = []
    for message in collect_messages.kept():
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        for string in strings:
            if message.id and re.search(r"[\u0600-\u06FF]\s*[?;]|[\u0600-\u06FF],|(?<![لب])\u0640|(^|\s)تم\s", string):
                wrong.append(string)
    assert wrong == []


# Data for machines, which no browser runs: one macro writes it, letter for letter like this.
FACTS_MACRO, FACTS_BLOCK = "layout/_head.html", '<script type="application/ld+json">{{ facts|tojson }}</script>'


def writes_into_the_page(name: str, text: str) -> bool:
    """Whether a template holds style, a handler or a script of its own."""
    if name == FACTS_MACRO:
        text = text.replace(FACTS_BLOCK, "", 1)
    return bool(re.search(r"\sstyle=|<style|<[a-z][^>{%]*\son[a-z]+=|<script(?![^>]*\bsrc=)", text))


def test_no_template_writes_style_or_script_into_the_page() -> None:
    paths = {path.relative_to(TEMPLATES).as_posix(): path for path in TEMPLATES.rglob("*.html")}
    wrong = [name for name, path in paths.items() if writes_into_the_page(name, path.read_text(encoding="utf-8"))]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "text", "is_bad"),
    [
        (FACTS_MACRO, FACTS_BLOCK, False),
        (FACTS_MACRO, FACTS_BLOCK.replace("|tojson", "|safe"), True),
        (FACTS_MACRO, FACTS_BLOCK + FACTS_BLOCK, True),
        (FACTS_MACRO, FACTS_BLOCK.replace("application/ld+json", "module"), True),
        ("pages/gathering/thread.html", FACTS_BLOCK, True),
        ("base.html", '<script type="module" src="/static/js/fields.js"></script>', False),
        ("base.html", "<script>start()</script>", True),
        ("base.html", '<p onclick="start()">', True),
        ("base.html", '<p style="color:red">', True),
    ],
)
def test_the_rule_itself_tells_data_from_a_script(name: str, text: str, is_bad: bool) -> None:
    assert writes_into_the_page(name, text) is is_bad
