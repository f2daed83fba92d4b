"""A garden: Layla writes, others say what helped; Tariq owns, Huda moderates; Rami is suspended; Zed owns next door."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from diwan.contributions import public as contributions
from diwan.people import public as people

AT = datetime(2026, 5, 10, 9, 0, tzinfo=UTC)
_numbers = count(1)


@dataclass
class Garden:
    community: people.Community
    members: dict[str, people.Membership] = field(default_factory=dict)

    def __getattr__(self, name: str) -> people.Membership:
        try:
            return self.members[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def id(self) -> int:
        return self.community.pk

    def again(self, name: str) -> people.Membership:
        """The membership as it stands now."""
        return people.find_membership(membership_id=self.members[name].pk)

    def join(self, name: str, days_ago: int = 1) -> people.Membership:
        at = AT - timedelta(days=days_ago)
        self.members[name] = people.join_community(person=person(name), community=self.community, at=at)
        return self.members[name]

    def says(self, who: str, kind: str, of: str, ref: str, at: datetime = AT - timedelta(hours=3)) -> str:
        """`who` says `kind` of a text that `of` wrote; the key of the act."""
        actor = self.members[who].party_id
        day = contributions.community_day(community_id=self.id, at=at) if kind == "read" else None
        key = contributions.act_key(kind, ref, actor, day)
        contributions.record_act(
            community_id=self.id, actor=actor, recipient=self.members[of].party_id, kind=kind, object_ref=ref,
            magnitude=contributions.get_kind(kind).weight, at=at, key=key,
        )  # fmt: skip
        return key

    def crowd(self, number: int, days_ago: int = 20) -> list[str]:
        names = [f"guest{next(_numbers)}" for _ in range(number)]
        for name in names:
            self.join(name, days_ago)
        return names


def person(name: str) -> people.Person:
    return people.create_person(
        email=f"{name}@example.org", display_name=name.capitalize(), language="en", at=AT - timedelta(days=500)
    )


def found(slug: str, owner: people.Person) -> people.Community:
    where = {"currency": "USD", "timezone": "Asia/Amman", "language": "ar", "name_ar": "بستان", "name_en": "Garden"}
    return people.create_community(slug=slug, owner=owner, at=AT - timedelta(days=450), **where)


@pytest.fixture
def garden(db: None) -> Garden:
    tariq, zed = person("tariq"), person("zed")
    community, next_door = found("garden", tariq), found("next-door", zed)
    made = Garden(community)
    made.members["tariq"] = people.get_membership(community_id=community.pk, person_id=tariq.pk)
    made.members["zed"] = people.get_membership(community_id=next_door.pk, person_id=zed.pk)
    for name in ("layla", "samer", "nadia", "huda", "rami"):
        made.join(name, days_ago=30)
    people.grant_role(membership=made.huda, role="steward", by=made.tariq, at=AT - timedelta(days=20))
    people.suspend_membership(membership=made.rami, by=made.tariq, reason="spam", at=AT - timedelta(days=1))
    made.rami.refresh_from_db()
    return made
