"""Every page with a list: fifty rows cost as many queries as five."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.gathering import public as gathering
from diwan.people import public as people

# (page, by whom it is opened): where rows stand under each other.
PAGES = [
    ("feed/", "layla"), ("feed/?order=newest", "layla"), ("feed/?order=unanswered", "layla"), ("s/questions/", "layla"),
    ("feed/", None), ("feed/?order=newest", None), ("s/questions/", None), ("t/{post}/", None), ("", None),
    ("people/{nadia}/", None), ("rss.xml", None), ("atom.xml", None), ("s/questions/rss.xml", None),
    ("t/{post}/", "layla"), ("people/{nadia}/", "layla"), ("people/", "layla"), ("search/?q=tomato", "layla"),
    ("saved/", "layla"), ("notices/", "nadia"), ("drafts/", "nadia"), ("spaces/", "tariq"), ("members/", "tariq"),
    ("reports/", "tariq"),
]  # fmt: skip
MOST = 36


def grow(garden: Any, start: int, stop: int) -> None:
    """More of everything: posts, comments with replies, marks, drafts, notices, members."""
    here = {"community_id": garden.community.pk, "source": "growth", "at": garden.at}
    for number in range(start, stop):
        post = gathering.import_post(
            **here, space_id=garden.space.pk, author_id=garden.nadia.pk, kind="question", title=f"Tomato {number}",
            body=f"What about number {number}?", language="en", source_id=f"post {number}",
        )  # fmt: skip
        under = {**here, "post_id": garden.first.pk}
        first = gathering.import_comment(
            **under, author_id=garden.samer.pk, body=f"About tomato {number}", source_id=f"answer {number}"
        )
        gathering.import_comment(
            **under, author_id=garden.nadia.pk, body=f"Reply {number}", source_id=f"reply {number}", parent_id=first.pk
        )
        facts = {"by": "Samer", "title": "Tomato", "post": post.pk, "object_ref": first.ref}
        people.notify(membership_id=garden.nadia.pk, kind="replied", facts=facts, url="", at=garden.at)
        gathering.save_post(post_id=post.pk, membership_id=garden.layla.pk, at=garden.at)
        gathering.react(target=post.ref, membership_id=garden.layla.pk, kind="helped_me", at=garden.at)
        words = {
            "space_id": garden.space.pk,
            "kind": "guide",
            "title": f"Draft {number}",
            "body": "…",
            "language": "en",
        }
        gathering.save_draft(community_id=garden.community.pk, author_id=garden.nadia.pk, at=garden.at, **words)
        someone = people.create_person(
            email=f"p{number}@example.org", display_name=f"P{number}", language="en", at=garden.at
        )
        people.join_community(person=someone, community=garden.community, at=garden.at)


def count(garden: Any, page: str, reader: str | None) -> int:
    client = garden.browser(reader)
    url = garden.url(page.format(post=garden.first.pk, nadia=garden.nadia.pk))
    assert client.get(url).status_code == 200, url
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


@pytest.mark.timeout(120)
def test_a_longer_list_costs_no_more_queries(garden: Any) -> None:
    garden.__dict__["first"] = garden.ask("The first tomato")
    grow(garden, 0, 5)
    few = {key: count(garden, *key) for key in PAGES}
    grow(garden, 5, 50)
    many = {key: count(garden, *key) for key in PAGES}
    assert {key: (few[key], many[key]) for key in PAGES if many[key] > few[key]} == {}
    assert {key: asked for key, asked in many.items() if asked > MOST} == {}
