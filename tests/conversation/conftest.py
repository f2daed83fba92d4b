"""A garden that talks: Nadia, Samer and Layla are members, Tariq owns, Huda moderates; Rami is suspended, Zed is next
door and owns that community."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from diwan.conversation import public as conversation
from diwan.people import public as people

AT = datetime(2026, 5, 10, 9, 0, tzinfo=UTC)
_keys = count()


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

    def room(self, key: str = "space:1") -> conversation.Conversation:
        return conversation.open_room(community_id=self.id, key=key, by_id=self.nadia.pk, at=AT)

    def say(
        self, talk: int, by: str = "nadia", body: str = "Good morning", at: datetime = AT, **facts: object
    ) -> conversation.Message:
        key = str(facts.pop("key", f"form-{next(_keys)}"))
        return conversation.write_message(
            conversation_id=talk, author_id=self.members[by].pk, body=body, key=key, at=at, **facts
        )

    def write(
        self, by: str, *to: str, body: str = "Are you there?", at: datetime = AT, **facts: object
    ) -> conversation.Message:
        """A first message from one to others."""
        key = str(facts.pop("key", f"form-{next(_keys)}"))
        ids = [self.members[name].pk for name in to]
        return conversation.start_conversation(
            by_id=self.members[by].pk, member_ids=ids, body=body, key=key, at=at, **facts
        )

    def see(self, talk: int, who: str = "nadia", at: datetime = AT, **facts: object) -> conversation.ConversationView:
        return conversation.get_conversation(
            community_id=self.id, conversation_id=talk, viewer_id=self.members[who].pk, at=at, **facts
        )

    def lines(self, who: str) -> tuple[conversation.ConversationLine, ...]:
        return conversation.list_conversations(community_id=self.id, viewer_id=self.members[who].pk)

    def unread(self, who: str) -> int:
        return conversation.unread_total(membership_id=self.members[who].pk)


def person(name: str) -> people.Person:
    return people.create_person(
        email=f"{name}@example.org", display_name=name.capitalize(), language="en", at=AT - timedelta(days=90)
    )


def found(slug: str, owner: people.Person) -> people.Community:
    where = {"currency": "USD", "timezone": "Asia/Amman", "language": "ar", "name_ar": "بستان", "name_en": "Garden"}
    return people.create_community(slug=slug, owner=owner, at=AT - timedelta(days=60), **where)


@pytest.fixture
def garden(db: None) -> Garden:
    tariq, zed = person("tariq"), person("zed")
    community, next_door = found("garden", tariq), found("next-door", zed)
    made = Garden(community)
    made.members["tariq"] = people.get_membership(community_id=community.pk, person_id=tariq.pk)
    made.members["zed"] = people.get_membership(community_id=next_door.pk, person_id=zed.pk)
    for name in ("nadia", "samer", "layla", "huda", "rami"):
        made.members[name] = people.join_community(person=person(name), community=community, at=AT - timedelta(days=30))
    people.grant_role(membership=made.huda, role="steward", by=made.tariq, at=AT - timedelta(days=20))
    people.suspend_membership(membership=made.rami, by=made.tariq, reason="spam", at=AT - timedelta(days=1))
    made.rami.refresh_from_db()
    return made
