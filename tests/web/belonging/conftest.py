"""A garden with pages: Layla and Samer are members, Huda moderates, Mona owns; Zed is next door."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.test import Client

from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.people import public as people


@dataclass
class Garden:
    community: people.Community
    space: gathering.Space
    at: datetime
    members: dict[str, people.Membership] = field(default_factory=dict)

    def browser(self, name: str | None) -> Client:
        client = Client(headers={"accept-language": "en"})
        if name is not None:
            client.force_login(self.members[name].person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def page(self, name: str | None, path: str = "", status: int = 200) -> str:
        answer = self.browser(name).get(f"/c/garden/{path}")
        assert answer.status_code == status
        return answer.content.decode()

    def join(self, name: str, days_ago: float = 1) -> people.Membership:
        at = self.at - timedelta(days=days_ago)
        self.members[name] = people.join_community(person=person(name, at), community=self.community, at=at)
        return self.members[name]

    def post(self, name: str, title: str) -> gathering.Post:
        return gathering.publish_post(
            community_id=self.community.pk, space_id=self.space.pk, author_id=self.members[name].pk, kind="question",
            title=title, body="Why is it so?", language="en", at=self.at,
        )  # fmt: skip


def person(name: str, at: datetime) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.capitalize(), language="en", at=at)


@pytest.fixture
def garden(db: None) -> Garden:
    at = clock.now() - timedelta(hours=2)
    long_ago = at - timedelta(days=30)
    where = {"currency": "USD", "timezone": "Asia/Amman", "language": "ar", "name_ar": "بستان", "name_en": "Garden"}
    mona, zed = person("mona", long_ago), person("zed", long_ago)
    community = people.create_community(slug="garden", owner=mona, at=long_ago, **where)
    next_door = people.create_community(slug="next-door", owner=zed, at=long_ago, **where)
    space = gathering.create_space(
        community_id=community.pk, slug="questions", name_ar="أسئلة", name_en="Questions", kind="question", at=long_ago
    )
    made = Garden(community, space, at)
    for name, place, who in (("mona", community, mona), ("zed", next_door, zed)):
        made.members[name] = people.get_membership(community_id=place.pk, person_id=who.pk)
    for name in ("layla", "samer", "huda"):
        made.join(name, days_ago=29)
    people.grant_role(membership=made.members["huda"], role="steward", by=made.members["mona"], at=long_ago)
    return made
