"""`diwan ledger` at a shell."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.utils import CursorWrapper

from diwan.__main__ import main
from diwan.ledger.models import Leg


def test_books_in_order_say_so_and_end_with_0(books: Any, capsys: pytest.CaptureFixture[str]) -> None:
    books.pay(100)

    assert main(["ledger", "check"]) == 0
    assert capsys.readouterr().out == "The books are in order.\n"


def test_an_altered_row_is_named_with_its_amount_and_ends_with_1(
    books: Any,
    neighbour: Any,
    superuser: Callable[[], AbstractContextManager[CursorWrapper]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    entry = books.pay(20_000)
    leg = Leg.objects.get(entry_id=entry.id, side="debit")
    with superuser():
        Leg.objects.filter(pk=leg.pk).update(amount_minor=1)

    assert main(["ledger", "check", "--community", "village"]) == 1
    out = capsys.readouterr().out
    assert f"leg_changed  ledger_leg {leg.pk}  20000: " in out
    assert "3 finding(s)." in out
    assert main(["ledger", "check", "--community", "neighbour"]) == 0


def test_an_export_goes_to_a_file_or_to_the_screen(
    books: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books.pay(100)
    path = tmp_path / "books.beancount"

    assert main(["ledger", "export", "--format", "beancount", "-o", str(path), "--community", "village"]) == 0
    assert "Assets:Bank  1.00 SAR" in path.read_text(encoding="utf-8")
    assert main(["ledger", "export", "--format", "hledger"]) == 0
    assert "village:assets:bank  1.00 SAR" in capsys.readouterr().out


def test_a_community_that_does_not_exist_is_one_sentence(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "check", "--community", "atlantis"]) == 2
    assert "atlantis" in capsys.readouterr().err
