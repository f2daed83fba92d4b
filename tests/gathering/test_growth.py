"""What a page costs does not grow with what was written: counted, not timed.

The same pages are asked for in a community of two hundred texts and of twenty thousand. On SQLite the work is the steps
its machine takes; on PostgreSQL, which counts none, the statements must be as many.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from diwan.gathering import public as gathering
from diwan.gathering.finding import candidates, related
from diwan.gathering.models import Post

MOST_GROWTH = 1.3
FEW, MANY = 50, 5_000  # posts, each with three comments
WORDS = ["soil", "leaf", "rain", "seed", "iron", "pot", "vine", "frost"]
PAGES = {
    "feed": "feed/", "newest": "feed/?order=newest", "unanswered": "feed/?order=unanswered", "space": "s/questions/",
    "search": "search/?q=tomato", "search of two words": "search/?q=tomato+soil", "rare word": "search/?q=tomato+rare7",
    "some of the words": "search/?q=tomato+unheard", "search by time": "search/?q=tomato&order=newest",
    "profile": "people/{author}/", "thread": "t/{post}/",
}  # fmt: skip


class Work:
    """What the database did: statements, steps of SQLite's machine, and what the full-text table was asked."""

    statements = 0
    steps = 0
    asked = ""


@contextmanager
def counted() -> Iterator[Work]:
    work = Work()

    def step() -> int:
        work.steps += 1
        return 0

    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(step, 1)
    try:
        with CaptureQueriesContext(connection) as seen:
            yield work
    finally:
        if connection.vendor == "sqlite":
            connection.connection.set_progress_handler(None, 1)
    work.statements = len(seen)
    work.asked = "\n".join(query["sql"] for query in seen if "gathering_full_text" in query["sql"])


def fill(garden, first, last):
    """Posts of three people in turn, each answered thrice; every text says tomato, one in a hundred a rare word."""
    authors = [garden.nadia.pk, garden.samer.pk, garden.layla.pk]

    def posts():
        for number in range(first, last):
            at = garden.at - timedelta(days=900) + timedelta(minutes=5 * number)
            word, rare = WORDS[number % len(WORDS)], f"rare{number}" if number < FEW else "plenty"
            comments = tuple(
                gathering.BulkComment(authors[(number + nth) % 3], f"tomato {word} {nth}", at + timedelta(minutes=nth))
                for nth in (1, 2, 3)
            )
            kind = "question" if number % 2 else "discussion"
            facts = {"kind": kind, "title": f"Tomato {word}", "body": f"tomato {rare}"}
            facts["language"] = "ar" if number % 4 < 2 else "en"
            yield gathering.BulkPost(garden.space.pk, authors[number % 3], at=at, comments=comments, **facts)

    gathering.import_bulk(community_id=garden.id, posts=posts())


def test_pages_cost_the_same_with_a_hundred_times_the_texts(garden, monkeypatch):
    # So few that the small community has as many.
    monkeypatch.setattr(candidates, "MOST_RANKED", 20)
    monkeypatch.setattr(candidates, "_LEAST_SHARE", 10)
    monkeypatch.setattr(related, "_RARE", 20)
    browser = Client()
    browser.force_login(garden.layla.person, backend="django.contrib.auth.backends.ModelBackend")

    def measured():
        post = Post.objects.filter(author=garden.nadia).order_by("published_at").first()
        works = {}
        for name, path in PAGES.items():
            url = f"/c/{garden.community.slug}/" + path.format(author=garden.nadia.pk, post=post.pk)
            browser.get(url)  # what is looked up once a process was looked up now
            with counted() as work:
                assert browser.get(url).status_code == 200
            works[name] = work
        return works

    fill(garden, 0, FEW)
    small = measured()
    fill(garden, FEW, MANY)
    large = measured()
    assert {name: work.statements for name, work in large.items()} == {
        name: work.statements for name, work in small.items()
    }
    grown = {name: round(large[name].steps / max(1, small[name].steps), 2) for name in PAGES}
    assert max(grown.values()) <= MOST_GROWTH, grown
    if connection.vendor == "sqlite":
        # Beginnings of a common word would be gathered inside the full-text table, where no step is counted.
        assert '"tomato"*' not in large["search"].asked + large["search of two words"].asked + large["thread"].asked


def test_what_waits_is_counted_no_further_than_a_thousand(garden):
    posts = (
        gathering.BulkPost(garden.space.pk, garden.nadia.pk, "question", f"Why {n}", "?", "en", garden.at)
        for n in range(1_001)
    )
    gathering.import_bulk(community_id=garden.id, posts=posts)
    assert gathering.unanswered_count(community_id=garden.id) == 1_000


@pytest.mark.parametrize("count", [0, 3])
def test_what_waits_is_counted_exactly_until_then(garden, count):
    for number in range(count):
        garden.ask(f"Why {number}", at=garden.at + timedelta(hours=number))
    garden.answer(garden.ask("Answered", at=garden.at - timedelta(hours=1)))
    assert gathering.unanswered_count(community_id=garden.id) == count
