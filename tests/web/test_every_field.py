"""Naughty strings through every text field of every form that a page shows: whole, or refused; never a broken page.

The forms are found by opening the pages (filling.py), so that a new field is tried without being named here.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from diwan.gathering.attention.tag_names import split_names
from diwan.people import public as people

from .filling import Control, Form, cells, every_form, reading_client, tables_written
from .naughty_arabic import STRINGS
from .small_world import World
from .test_naughty_strings import bundles, lines

TOKEN = "Zq7x"
WORDS_OF_A_NETWORK = ("pending", "confirmed", "reversed")  # by which its file tells what became of a sale
# Tried too, and never a broken page; but words alone are not kept there, or not where they could be found again.
NOT_WORDS = {
    ("payout_method", "account"), ("payout_method", "holder"), ("payout_method", "bank_name"),  # sealed
    ("payout_method", "bic"), ("payout_method", "latin"), ("payout_source", "holder"), ("payout_source", "account"),
    ("payout_source", "bic"), ("payout_source", "latin"), ("payout_identity", "code"),
    ("founding", "name"), ("founding", "other_name"), ("founding", "slug"),  # kept in the session until the end
    ("spaces", "slug"), ("spaces", "name_ar"), ("spaces", "name_en"),  # asks for an address in Latin letters
    ("several_reports", "reason"), ("report_decision", "reason"), ("payout_sending", "proof"),  # ask for a choice too
    ("period_restart", "reason"), ("appeal", "text"),  # only at a moment
    ("posts", "poll-question"), ("posts", "poll-answers"), ("edit_post", "poll-question"),
    ("edit_post", "poll-answers"), ("posts", "sponsor"), ("edit_post", "sponsor"), ("costs", "note"),
    ("badge_giving", "reason"),  # these ask for more than one answer
    ("own_card", "links"), ("roles", "duty"),  # addresses; the name of a duty of the plan
    ("new_placement", "link"), ("new_placement", "tag"), ("new_link", "target"), ("edit_media_kit", "contact"),
    ("new_sponsor", "website"), ("new_sponsor", "contact"), ("webhook", "url"), ("webhooks", "url"),  # addresses
    ("new_programme", "hosts"), ("edit_programme", "hosts"), ("new_programme", "tag_parameter"),
    *((route, f"words_{name}") for route in ("new_programme", "edit_programme") for name in WORDS_OF_A_NETWORK),
    ("new_good", "regional"), ("edit_good", "regional"), ("tax", "number"), ("billing", "tax_number"),  # figures
    ("billing", "address"),  # asks for a name beside it
    ("coupons", "code"), ("gift_redemption", "code"), ("order_placement", "code"), ("seat_taking", "code"),  # codes
    *((route, "text") for route in ("booking_answer", "booking_delivery", "booking_review", "service_decision")),
    *(("invoice_company", name) for name in ("name", "address", "tax_number")),  # only at a moment
}  # fmt: skip
KEPT_AT_LEAST = 50  # fields whose words are found in the database afterwards


@pytest.fixture(scope="module")
def strings(shared_dir: Path) -> list[str]:
    return [*STRINGS, *json.loads((shared_dir / "data" / "naughty-strings" / "blns.json").read_text())]


class Trying:
    """One field: which way of sending its form keeps words, and what becomes of others sent that way."""

    def __init__(self, world: World, form: Form, one: Control) -> None:
        self.client, self.form, self.one = reading_client(world, world.garden, form.reader), form, one
        self.way: dict[str, Any] | None = None
        self.tables: list[str] = []

    def send(self, sent: dict[str, Any], words: str) -> tuple[Any, list[str], list[str]]:
        connection.queries_log.clear()
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            answer = self.client.post(self.form.action, sent)
            found = tables_written(asked, words)
            kept = cells(self.tables or found, TOKEN) if found or self.tables else []
            transaction.set_rollback(True)
        assert answer.status_code < 500, (self.form.action, self.one.name, words)
        return answer, found, kept

    def find_way(self) -> bool:
        words = f"{TOKEN} olives"[: self.one.limit or 20]
        for fill_all in (False, True):
            for number, sent in enumerate(self.form.variants({self.one.name: words}, fill_all=fill_all)):
                if number > 8:
                    break
                _answer, found, _kept = self.send(sent, words)
                if found:
                    self.way, self.tables = sent, found
                    return True
        return False

    def is_whole_or_refused(self, text: str) -> bool:
        words = f"{TOKEN} {text}"
        answer, _found, kept = self.send({**(self.way or {}), self.one.name: words}, words)
        if answer.status_code == 422:
            return b"error" in answer.content or b"refused" in answer.content
        wanted = {plain(words), people.tidy_name(words)}
        if "tag" in f"{self.form.route} {self.one.name}":
            wanted |= set(split_names([words])[:1])  # what stands between commas is a tag of its own
        return any(one in plain(cell) for cell in kept for one in wanted) or answer.status_code in (400, 404)


def plain(text: str) -> str:
    """Without what any field may tidy away: the kind of blanks, zeros, the ends."""
    return " ".join(lines(text).replace("\0", "").split())


@pytest.mark.timeout(900)
def test_every_text_field_keeps_words_whole_or_refuses_them(world: World, db: None, strings: list[str]) -> None:
    wrong: list[str] = []
    kept, lost, turn = 0, set(), 0
    for form in every_form(world, world.garden):
        if form.route == "style":
            continue
        for one in {control.name: control for control in form.texts if not control.is_figure}.values():
            trying = Trying(world, form, one)
            if not trying.find_way():
                lost.add((form.route, one.name))
            kept += trying.way is not None
            room = min((one.limit or 2500) - len(TOKEN) - 1, 2500)
            texts = [text for text in bundles(strings, room) if len(text) <= room]  # a browser sends no longer one
            for text in texts[turn % 7 :: max(1, len(texts) // 3)][:4]:
                if not trying.is_whole_or_refused(text) and trying.way is not None:
                    wrong.append(f"{form.route}.{one.name}: {text[:60]!r}")
            turn += 1
    assert wrong == []
    assert kept >= KEPT_AT_LEAST
    assert lost <= NOT_WORDS
