"""Whatever people type: it comes back whole and harmless, or is refused with a word. Never a broken page."""

import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from diwan.gathering import public as gathering
from diwan.kernel import registry
from diwan.people import public as people
from diwan.trust import public as trust

from .naughty_arabic import STRINGS
from .small_world import Place, furnished

LONGEST_NAME, LONGEST_TITLE = 80, 200


@pytest.fixture(autouse=True)
def _no_rule_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many texts in a moment: what the published rules make of that is tested with the rules."""
    monkeypatch.setitem(registry._subscribers, "gathering.text_written", [])


@pytest.fixture(scope="module")
def garden(django_db_setup: None, django_db_blocker: Any) -> Iterator[Place]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield furnished("garden", is_public=True)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def strings(shared_dir: Path) -> list[str]:
    """The big list of naughty strings, and ours."""
    return [*STRINGS, *json.loads((shared_dir / "data" / "naughty-strings" / "blns.json").read_text())]


@pytest.fixture
def nour(db: None, garden: Place) -> Client:
    return browser(garden, "nour")


def browser(garden: Place, name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(garden.member(name).person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def bundles(strings: list[str], limit: int, glue: str = " ") -> Iterator[str]:
    """Several strings in one text of at most `limit` characters; a longer one stands alone, to be refused."""
    text = ""
    for string in strings:
        if text and len(text) + len(glue) + len(string) > limit:
            yield text
            text = ""
        text = f"{text}{glue}{string}" if text else string
    if text:
        yield text


class Dangers(HTMLParser):
    """What a page must never hold: a script of its own, an attribute that runs, an address that runs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (tag == "script" and "src" not in given) or tag in ("iframe", "object", "embed", "base", "style"):
            self.found.append(tag)
        for name, value in attrs:
            bare = re.sub(r"[\x00-\x20]", "", value or "").lower()
            runs = name in ("href", "src", "action", "formaction") and bare.startswith(("javascript:", "data:", "vb"))
            if name.startswith("on") or name == "style" or runs:
                self.found.append(f"{tag} {name}={value}")


def shown(answer: Any) -> str:
    """The words of a page as a reader gets them; the page must be whole and harmless."""
    assert answer.status_code in (200, 422), answer.status_code
    page = answer.content.decode()
    parser = Dangers()
    parser.feed(page)
    assert parser.found == []
    return html.unescape(page)


def lines(text: str) -> str:
    """Line ends as a browser sends and the database keeps them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_titles_come_back_whole_or_are_refused(garden: Place, nour: Client, strings: list[str]) -> None:
    kept = 0
    for title in bundles(strings, LONGEST_TITLE):
        said = {"title": title, "body": "Text", "kind": "question", "space": garden["space_id"], "language": "ar"}
        answer = nour.post("/c/garden/posts/", said)
        line = " ".join(title.split())
        if answer.status_code == 422:
            assert len(line) > LONGEST_TITLE or "\x00" in title or not line.strip()
            assert "error" in shown(answer)
            continue
        kept += 1
        assert line in shown(nour.get(answer.headers["Location"]))
        assert gathering.Post.objects.latest("pk").title == line
    assert kept > 50


def test_texts_come_back_whole_to_whoever_edits_them(garden: Place, nour: Client, strings: list[str]) -> None:
    for body in bundles(strings, 2500, "\n\n"):
        said = {"title": "T", "body": body, "kind": "question", "space": garden["space_id"], "language": "ar"}
        answer = nour.post("/c/garden/posts/", said)
        assert answer.status_code == 302, shown(answer)
        post = gathering.Post.objects.latest("pk")
        assert post.body == lines(body).strip()
        shown(nour.get(answer.headers["Location"]))
        assert post.body in lines(shown(nour.get(f"/c/garden/posts/{post.pk}/edit/")))
    shown(nour.get("/c/garden/feed/?order=newest&language=ar"))


def test_comments_come_back_whole(garden: Place, nour: Client, strings: list[str]) -> None:
    place = f"/c/garden/t/{garden['post']}/"
    for body in bundles(strings, 1500, "\n\n"):
        assert nour.post(f"{place}comments/", {"body": body}).status_code == 302
        assert gathering.Comment.objects.latest("pk").body == lines(body).strip()
    for page in range(1, 4):
        shown(nour.get(f"{place}?page={page}"))


def test_a_preview_is_as_harmless_as_the_page(nour: Client, strings: list[str]) -> None:
    for body in bundles(strings, 4000, "\n\n"):
        shown(nour.post("/c/garden/preview/", {"body": body}, headers={"HX-Request": "true"}))


def test_names_and_words_about_oneself(garden: Place, nour: Client, strings: list[str]) -> None:
    facts = {"language": "en", "digits": "latn", "calendar": "gregorian", "theme": "", "timezone": "Asia/Riyadh"}
    person = garden.member("nour").person
    about = list(bundles(strings, 600, "\n"))
    for number, name in enumerate(bundles(strings, LONGEST_NAME)):
        bio = about[number % len(about)]
        answer = nour.post("/profile/", {**facts, "display_name": name, "bio": bio})
        if answer.status_code == 422:
            assert "\x00" in name + bio or len(name) > LONGEST_NAME or len(bio) > 600 or not people.tidy_name(name)
            assert "error" in shown(answer)
            continue
        assert answer.status_code == 302
        person.refresh_from_db()
        assert person.display_name == people.tidy_name(name)
        assert lines(person.bio) == lines(bio).strip()
        if number % 12 == 0:
            assert person.display_name in shown(nour.get(f"/c/garden/people/?name={name[:10]}")) or name[10:]
            assert person.display_name in shown(nour.get("/profile/"))


def test_what_is_sought_is_shown_as_it_was_typed(nour: Client, strings: list[str]) -> None:
    for words in bundles(strings, 200):
        page = shown(nour.get("/c/garden/search/", {"q": words}))
        assert words.replace("\x00", "")[:200].strip() in page


def test_a_name_at_the_door(db: None, garden: Place, strings: list[str]) -> None:
    for number, name in enumerate(bundles(strings[:: len(strings) // 80], LONGEST_NAME)):
        said = {"display_name": name, "email": f"new{number}@example.org", "password1": ""}
        answer = Client().post("/accounts/signup/", said)
        if answer.status_code == 302:
            made = people.find_person(email=said["email"])
            assert made is not None
            assert made.display_name == people.tidy_name(name)
        else:
            assert "\x00" in name or len(name) > LONGEST_NAME or not people.tidy_name(name)
            shown(answer)


def test_reports_objections_and_destinations(garden: Place, db: None, strings: list[str]) -> None:
    """Words that others read in a list: what was sent stands there whole, or still in its field with a word why not."""
    layla, steward = browser(garden, "layla"), browser(garden, "steward")
    for text in bundles(strings, 1900, "\n"):
        with transaction.atomic():
            layla.post(f"/c/garden/reports/new/?ref=comment:{garden['answer']}", {"reason": "spam", "note": text})
            report = trust.Report.objects.latest("pk")
            assert report.note == lines(text).strip()
            assert report.note in lines(shown(steward.get(f"/c/garden/reports/{report.pk}/")))
            objected = layla.post(f"/c/garden/statement/{garden['period']}/objection/", {"text": text})
            assert objected.status_code == 302 or lines(text).strip() in lines(shown(objected))
            transaction.set_rollback(True)
    for text in list(bundles(strings, 120))[::3]:
        answer = layla.post("/c/garden/payout-method/", {"kind": "cash", "note": text})
        assert answer.status_code == 302 or "error" in shown(answer)
    shown(layla.get("/c/garden/payout-method/"))


def test_addresses_made_of_anything(garden: Place, db: None, strings: list[str]) -> None:
    """Strings in the addresses themselves and in every question mark: nothing here, or a page; never a failure."""
    owner = browser(garden, "owner")
    asked = ("order", "language", "after", "page", "name", "kind", "space", "draft", "ref", "lang", "reference")
    pages = ("feed/", "search/", "people/", "posts/new/", "reports/new/", "tills/", "receipts/", "members/")
    places = ("o/{}/", "books/{}/", "periods/{}/", "statement/{}/", "evidence/{}/", f"t/{garden['post']}/?page={{}}")
    for number, text in enumerate([*strings[::4], "9" * 5000, "٩" * 20, "9" * 30, "0000-01", "9999-12"]):
        query = dict.fromkeys(asked, text)
        answers = [owner.get(f"/c/garden/{pages[number % len(pages)]}", query)]
        safe = text.replace("/", "").replace("?", "").replace("#", "").replace("%", "").replace("\\", "") or "x"
        answers.append(owner.get("/c/garden/" + places[number % len(places)].format(safe)))
        answers.append(owner.get(f"/i/{safe}/"))
        assert {answer.status_code for answer in answers} <= {200, 302, 404, 405}, text


def test_the_list_is_long_enough(strings: list[str]) -> None:
    assert len(strings) > 500
