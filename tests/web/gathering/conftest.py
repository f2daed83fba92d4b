"""A garden with pages: Nadia asks, Samer answers, Layla reads, Mona owns, Tariq and Huda moderate; Zed is next door."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.test import Client

from diwan.gathering import public as gathering
from diwan.kernel import clock, registry
from diwan.people import public as people

ANSWER = "This is iron, not nitrogen: newest leaves first, veins still green. The tap water locks it away in the soil."


@pytest.fixture(autouse=True)
def _no_rule_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many texts in a moment: what the published rules make of that is tested with the rules."""
    monkeypatch.setitem(registry._subscribers, "gathering.text_written", [])


@dataclass
class Garden:
    community: people.Community
    space: gathering.Space
    at: datetime
    members: dict[str, people.Membership] = field(default_factory=dict)

    def __getattr__(self, name: str) -> people.Membership:
        try:
            return self.members[name]
        except KeyError:
            raise AttributeError(name) from None

    def url(self, path: str = "") -> str:
        return f"/c/garden/{path}"

    def browser(self, name: str | None, language: str = "en") -> Client:
        """The browser of a member, or of a visitor."""
        client = Client(headers={"accept-language": language})
        client.cookies["diwan_language"] = language
        if name is not None:
            client.force_login(self.members[name].person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def ask(
        self,
        title: str = "Tomato leaves turn yellow",
        body: str = "What shall I do?",
        by: str = "nadia",
        **facts: object,
    ) -> gathering.Post:
        wanted = {"kind": "question", "language": "en", "at": self.at, "space_id": self.space.pk, **facts}
        return gathering.publish_post(
            community_id=self.community.pk, author_id=self.members[by].pk, title=title, body=body, **wanted
        )

    def answer(self, post: gathering.Post, body: str = ANSWER, by: str = "samer", **facts: object) -> gathering.Comment:
        return gathering.write_comment(post_id=post.pk, author_id=self.members[by].pk, body=body, at=self.at, **facts)


def person(name: str, at: datetime) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.capitalize(), language="en", at=at)


def found(slug: str, owner: people.Person, at: datetime) -> people.Community:
    names = {"name_ar": "بستان السطح", "name_en": "Roof garden"}
    where = {"currency": "USD", "timezone": "Asia/Amman", "language": "ar"}
    return people.create_community(slug=slug, owner=owner, at=at, **names, **where)


@pytest.fixture
def garden(db: None) -> Garden:
    at = clock.now() - timedelta(hours=2)
    mona, zed = person("mona", at), person("zed", at)
    community, next_door = found("garden", mona, at), found("next-door", zed, at)
    space = gathering.create_space(
        community_id=community.pk, slug="questions", name_ar="أسئلة", name_en="Questions", kind="question", at=at
    )
    made = Garden(community, space, at)
    made.members["mona"] = _membership(community, mona)
    made.members["zed"] = _membership(next_door, zed)
    for name in ("nadia", "samer", "layla", "tariq", "huda"):
        made.members[name] = people.join_community(person=person(name, at), community=community, at=at)
    for name in ("tariq", "huda"):
        people.grant_role(membership=made.members[name], role="steward", by=made.mona, at=at)
    return made


def _membership(community: people.Community, someone: people.Person) -> people.Membership:
    member = people.get_membership(community_id=community.pk, person_id=someone.pk)
    assert member is not None
    return member
