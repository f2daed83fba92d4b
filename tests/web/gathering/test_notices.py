"""Whatever a room tells a member has its words, on the page and in a letter, in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import translation

from diwan.kernel import clock, outbox
from diwan.kernel.text.reader import Reader, reading
from diwan.people import public as people
from diwan.web.noticed_facts import LETTER, PAGE
from diwan.web.notices import UNWORDED, WORDINGS, notice_url, worded

ROOMS = Path(people.__file__).parents[1]
TELLERS = {
    "tell_of_item", "tell_of_draft", "notify", "notify_many", "send_mail", "tell", "tell_payer", "tell_payee",
    "_tell_one",
}  # fmt: skip
FACTS = {
    "by": "Samer", "title": "Leaves", "post": 1, "object_ref": "post:1", "order": "K7QM2", "order_id": 4,
    "offer_ar": "عضوية", "offer_en": "Membership", "amount_minor": 4120, "due_minor": 500, "total_minor": 9900,
    "currency": "USD", "reason": "No such account.", "answer": "You were right.", "period": "2026-10", "number": 3,
    "mask": "…1234", "reference": "ABC", "ends_at": "2026-12-01T00:00:00+00:00", "decision": 1,
    "usable_from": "2026-12-02T00:00:00+00:00", "alone_from": "2026-12-03T00:00:00+00:00",
    "address": "https://books.example.org/heard", "endpoint": 1,
}  # fmt: skip


def constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """NAME = "text", also several at once."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                for name, value in zip(names, values, strict=False):
                    if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield name.id, value.value


def emitted_kinds() -> set[str]:
    """Every kind that a room hands to one of the functions that tell."""
    sources = [path for path in ROOMS.rglob("*.py") if "web" not in path.parts and "migrations" not in path.parts]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sources]
    known: dict[str, set[str]] = {}
    for name, text in (pair for tree in trees for pair in constants(tree)):
        known.setdefault(name, set()).add(text)
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    found: set[str] = set()
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in TELLERS:
            said = [keyword.value for keyword in call.keywords if keyword.arg == "kind"] or call.args[1:2]
            found |= {value.value for value in said if isinstance(value, ast.Constant) and value.value.isidentifier()}
            named = (kind for value in said if isinstance(value, ast.Name) for kind in known.get(value.id, ()))
            found |= {kind for kind in named if kind.isidentifier()}
    return found


def test_every_kind_that_a_room_tells_has_its_words() -> None:
    kinds = emitted_kinds()
    assert {
        "mentioned",
        "replied",
        "answer_accepted",
        "payment_approved",
        "payout_sent",
        "settlement_published",
    } <= kinds
    assert kinds - set(WORDINGS) == set()


@pytest.mark.parametrize("kind", sorted(WORDINGS))
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_sentence_names_a_fact_that_is_not_told(kind: str, language: str) -> None:
    told = {**FACTS, "outcome": kind.partition(".")[2]}
    with translation.override(language), reading(Reader(language)):
        for shape in (PAGE, LETTER):
            assert "… " not in worded(kind.partition(".")[0], told, shape).replace("…1234", "")
            assert "%(" not in worded(kind.partition(".")[0], told, shape)


def test_names_cannot_write_markup_or_turn_the_sentence_round() -> None:
    shown = worded("replied", {**FACTS, "by": "<b>Eve</b>"})
    assert "&lt;b&gt;Eve&lt;/b&gt;" in shown
    assert "<bdi>" in shown


def test_an_older_notice_without_a_fact_is_still_shown() -> None:
    assert "…" in worded("payout_sent", {})
    assert str(worded("a_kind_of_long_ago", {})) == str(UNWORDED.sentence)


def test_a_notice_leads_to_what_it_speaks_of(db: None) -> None:
    assert notice_url("garden", "replied", FACTS, "") == "/c/garden/t/1/#post-1"
    assert notice_url("garden", "replied", FACTS, "/elsewhere/") == "/elsewhere/"
    assert notice_url("garden", "order_cancelled", {}, "") == ""


def test_notices_are_read_until_they_are_marked(garden: Any) -> None:
    post = garden.ask()
    garden.answer(post)
    asker = garden.browser("nadia")
    page = asker.get(garden.url("notices/")).content.decode()
    assert "<bdi>Samer</bdi> replied to you" in page
    assert '<li class="fresh">' in page
    assert '<li class="fresh">' not in asker.post(garden.url("notices/reading/"), follow=True).content.decode()
    assert "replied to you" not in garden.browser("layla").get(garden.url("notices/")).content.decode()


def sent(garden: Any, member: Any, kind: str = "payout_sent") -> Any:
    people.notify(membership_id=member.pk, kind=kind, facts=FACTS, url="", at=garden.at, by_mail=True)
    assert outbox.deliver(at=clock.now()) == 1
    return mail.outbox


def test_a_letter_is_worded_for_its_reader(garden: Any) -> None:
    person = garden.layla.person
    person.language, person.digits = "ar", "arab"
    person.save()
    (letter,) = sent(garden, garden.layla)
    html = letter.alternatives[0].content
    assert letter.to == ["layla@example.org"]
    assert letter.subject.startswith("بستان السطح: ")
    assert "٤١٫٢٠" in letter.body
    assert 'lang="ar" dir="rtl"' in html
    assert "٤١٫٢٠" in html
    assert "<" not in letter.body


def test_a_letter_sent_twice_can_be_recognised(garden: Any) -> None:
    (letter,) = sent(garden, garden.layla)
    assert letter.extra_headers["Message-ID"].startswith("<outbox-")
    assert 'lang="en" dir="ltr"' in letter.alternatives[0].content
    assert "41.20" in letter.body


def test_an_imported_profile_without_an_address_is_not_written_to(garden: Any) -> None:
    nobody = people.create_person(email=None, display_name="Old hand", language="en", at=garden.at)
    member = people.join_community(person=nobody, community=garden.community, at=garden.at)
    assert sent(garden, member) == []
