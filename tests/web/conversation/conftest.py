"""A garden whose members talk: Nadia, Samer and Layla; Mona owns, Huda moderates; Zed owns the community next door."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.test import Client

from diwan.conversation import public as conversation
from diwan.gathering import public as gathering
from diwan.kernel import clock, ids
from diwan.people import public as people


@dataclass
class Garden:
    community: people.Community
    space: gathering.Space
    at: datetime
    members: dict[str, people.Membership] = field(default_factory=dict)

    def url(self, path: str = "") -> str:
        return f"/c/garden/{path}"

    def browser(self, name: str | None, language: str = "en") -> Client:
        client = Client(headers={"accept-language": language})
        client.cookies["diwan_language"] = language
        if name is not None:
            client.force_login(self.members[name].person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def room(self) -> int:
        key = f"space:{self.space.pk}"
        who = self.members["nadia"].pk
        return conversation.open_room(community_id=self.community.pk, key=key, by_id=who, at=self.at).pk

    def say(self, talk: int, by: str = "nadia", body: str = "Good morning", **facts: object) -> conversation.Message:
        words = {"body": body, "key": ids.random_id().hex, "at": self.at, **facts}
        return conversation.write_message(conversation_id=talk, author_id=self.members[by].pk, **words)

    def write(self, by: str, *to: str, body: str = "Only between us") -> conversation.Message:
        words = {"body": body, "key": ids.random_id().hex, "at": self.at}
        ids_of = [self.members[name].pk for name in to]
        return conversation.start_conversation(by_id=self.members[by].pk, member_ids=ids_of, **words)


def person(name: str, at: datetime) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.capitalize(), language="en", at=at)


def found(slug: str, owner: people.Person, at: datetime) -> people.Community:
    where = {"currency": "USD", "timezone": "Asia/Amman", "language": "ar", "name_ar": "بستان", "name_en": "Garden"}
    return people.create_community(slug=slug, owner=owner, at=at, **where)


@pytest.fixture
def garden(db: None) -> Garden:
    at = clock.now() - timedelta(hours=2)
    long_ago = at - timedelta(days=30)
    mona, zed = person("mona", long_ago), person("zed", long_ago)
    community, next_door = found("garden", mona, long_ago), found("next-door", zed, long_ago)
    space = gathering.create_space(
        community_id=community.pk, slug="questions", name_ar="أسئلة", name_en="Questions", kind="question", at=at
    )
    made = Garden(community, space, at)
    for name, where, who in (("mona", community, mona), ("zed", next_door, zed)):
        made.members[name] = people.get_membership(community_id=where.pk, person_id=who.pk)
    for name in ("nadia", "samer", "layla", "huda"):
        made.members[name] = people.join_community(person=person(name, long_ago), community=community, at=long_ago)
    people.grant_role(membership=made.members["huda"], role="steward", by=made.members["mona"], at=long_ago)
    return made
