"""The very first start: no catalogue has been compiled yet, and the first page must speak Arabic all the same."""

from pathlib import Path
from typing import Any

import django
import pytest

from diwan.cli import migrate, serve
from diwan.kernel import catalogues
from diwan.web import assets

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Home"\nmsgstr "الرئيسية"\n'


def test_the_catalogues_the_settings_name_are_compiled(tmp_path: Path, settings: Any) -> None:
    words = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    words.parent.mkdir(parents=True)
    words.write_text(PO, encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]
    catalogues.compile_settled()
    assert "الرئيسية".encode() in words.with_suffix(".mo").read_bytes()


def test_words_come_before_anything_could_look_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django remembers that it found no words, and the server's process inherits that memory."""
    order: list[str] = []
    monkeypatch.setattr(catalogues, "compile_settled", lambda: order.append("words"))
    monkeypatch.setattr(django, "setup", lambda: order.append("django"))
    monkeypatch.setattr(migrate, "prepare", lambda **_: order.append("tables"))
    monkeypatch.setattr(assets, "gather", lambda: order.append("files"))
    serve._prepare(with_demo=False)
    assert order == ["words", "django", "tables", "files"]
