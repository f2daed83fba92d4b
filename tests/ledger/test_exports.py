"""Two other programs read the books and come to the same figures."""

import csv
import io
import os
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diwan.engine.money import decimal_text, exponent_of
from diwan.ledger import public as ledger
from diwan.ledger.enums import Side
from diwan.ledger.public import LegSpec

BEAN_CHECK = [sys.executable, "-c", "import sys; from beancount.scripts.check import main; sys.exit(main())"]


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(params=["JPY", "SAR", "KWD"])
def full_books(request: pytest.FixtureRequest, new_books: Callable[..., Any], db: None) -> Any:
    """A month with every kind of account, odd words and figures that need all their decimals."""
    books = new_books(f"in-{request.param.lower()}", request.param)
    books.pay(123_457, description='اشتراك سنة; "خاص" | \\ \n date:2026-01-01', key='order:1;"\n[2026-01-01]')
    books.post(
        LegSpec("liabilities:deferred", "debit", 50_001, books.amina),
        LegSpec("liabilities:tax", "credit", 6_522),
        LegSpec("income:membership", "credit", 43_479, books.amina),
        LegSpec("expenses:processor_fees", "debit", 7, books.amina),
        LegSpec("assets:prepaid_fees", "credit", 7),
        kind="income_recognised",
        day=date(2026, 10, 31),
    )
    books.post(
        LegSpec("income:membership", "debit", 43_479, books.amina),
        LegSpec("expenses:processor_fees", "credit", 7, books.amina),
        LegSpec("liabilities:members", "credit", 40_000, books.badr),
        LegSpec("funds:statutory_reserve", "credit", 3_472),
    )
    books.post(LegSpec("assets:refunds_to_recover", "debit", 3), LegSpec("assets:cash", "credit", 3))
    books.post(LegSpec("assets:cash", "debit", 1_000), LegSpec("equity:opening", "credit", 1_000))
    return books


def ours(books: Any) -> dict[str, str]:
    """Our own balances by the export's account names: debits positive, zeros left out."""
    figures: dict[str, str] = {}
    for line in ledger.trial_balance(community_id=books.id):
        parties: dict[Any, int] = ledger.balances_by_party(community_id=books.id, account=line.account)
        for party, amount in (parties or {None: line.balance_minor}).items():
            signed = amount if line.normal_side == Side.DEBIT else -amount
            name = line.account if party is None else f"{line.account}:P-{party.hex[:12]}"
            if signed:
                currency = books.community.currency
                figures[name] = f"{decimal_text(signed, exponent_of(currency))} {currency}"
    return figures


@pytest.mark.needs_program("hledger")
def test_hledger_accepts_the_books_and_agrees_on_every_account(full_books: Any, tmp_path: Path) -> None:
    journal = tmp_path / "books.journal"
    with journal.open("w", encoding="utf-8") as out:
        ledger.export_hledger(community_id=full_books.id, out=out)

    run("hledger", "-f", str(journal), "check", "--strict")
    table = run("hledger", "-f", str(journal), "balance", "--flat", "--no-total", "-O", "csv")
    theirs = {row["account"]: row["balance"] for row in csv.DictReader(io.StringIO(table))}
    assert theirs == ours(full_books)


def bean_name(account: str) -> str:
    named = f"equity:{account}" if account.startswith("funds:") else account
    return ":".join(part[:1].upper() + part[1:].replace("_", "-") for part in named.split(":"))


def test_beancount_accepts_the_books_and_agrees_on_every_account(full_books: Any, tmp_path: Path) -> None:
    out = io.StringIO()
    ledger.export_beancount(community_id=full_books.id, out=out)
    figures = ours(full_books)
    claims = [f"2099-01-01 balance {bean_name(name)} {figure}\n" for name, figure in figures.items()]
    book = tmp_path / "books.beancount"

    book.write_text(out.getvalue() + "\n" + "".join(claims), encoding="utf-8")
    run(*BEAN_CHECK, str(book))

    false_claim = f"2099-01-01 balance Assets:Bank 1 {full_books.community.currency}\n"
    book.write_text(out.getvalue() + "\n" + false_claim, encoding="utf-8")
    with pytest.raises(AssertionError, match="Balance failed"):
        run(*BEAN_CHECK, str(book))


@pytest.mark.needs_program("hledger")
def test_the_books_of_all_communities_lie_side_by_side(books: Any, neighbour: Any, tmp_path: Path) -> None:
    books.pay(100)
    neighbour.pay(250)
    journal, book = tmp_path / "all.journal", tmp_path / "all.beancount"
    with journal.open("w") as hledger_file, book.open("w") as beancount_file:
        ledger.export_hledger(community_id=None, out=hledger_file)
        ledger.export_beancount(community_id=None, out=beancount_file)

    run("hledger", "-f", str(journal), "check", "--strict")
    assert "2.50 SAR" in run("hledger", "-f", str(journal), "balance", "neighbour:assets:bank")
    run(*BEAN_CHECK, str(book))
    assert "Assets:Neighbour:Bank" in book.read_text()


def test_a_community_without_entries_exports_nothing_and_nobody_elses(books: Any, neighbour: Any) -> None:
    neighbour.pay(250)
    out = io.StringIO()

    ledger.export_hledger(community_id=books.id, out=out)
    ledger.export_beancount(community_id=books.id, out=out)

    assert "SAR" not in out.getvalue()


def test_parties_that_begin_alike_are_told_apart(books: Any) -> None:
    books.amina = uuid.UUID("aaaaaaaa-aaaa-4aaa-8aaa-000000000001")
    books.pay(100)
    books.amina = uuid.UUID("aaaaaaaa-aaaa-4aaa-8aaa-000000000002")
    books.pay(100)
    out = io.StringIO()

    ledger.export_hledger(community_id=books.id, out=out)

    assert out.getvalue().count("account liabilities:deferred:P-aaaaaaaaaaaa4aaa8aaa00000000000") == 2
