"""A garden with an owner, two stewards, a writer and a reader; and a stranger, who must see nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from diwan.kernel import registry
from diwan.people import public as people
from diwan.trust import public as trust
from diwan.trust.enums import Reason

AT = datetime(2026, 10, 3, 12, tzinfo=UTC)
POST = "post:5"


@dataclass
class Garden:
    community: people.Community
    owner: people.Membership
    salma: people.Membership
    badr: people.Membership
    writer: people.Membership
    reader: people.Membership
    stranger: people.Membership
    """The owner of another community."""


def found(slug: str) -> tuple[people.Community, people.Membership]:
    owner = people.create_person(email=f"{slug}@example.org", display_name=slug.title(), language="ar", at=AT)
    community = people.create_community(
        slug=slug,
        name_ar="بستان",
        name_en="Garden",
        currency="JOD",
        timezone="Asia/Amman",
        language="ar",
        owner=owner,
        at=AT,
    )
    membership = people.get_membership(community_id=community.pk, person_id=owner.pk)
    assert membership is not None
    return community, membership


@pytest.fixture
def garden(db: None) -> Garden:
    community, owner = found("garden")
    members = {}
    for name in ("salma", "badr", "writer", "reader"):
        person = people.create_person(email=f"{name}@example.org", display_name=name.title(), language="ar", at=AT)
        members[name] = people.join_community(person=person, community=community, at=AT)
    for name in ("salma", "badr"):
        people.grant_role(membership=members[name], role="steward", by=owner, at=AT)
    _, stranger = found("roof")
    return Garden(community=community, owner=owner, stranger=stranger, **members)


@pytest.fixture
def report(garden: Garden) -> trust.Report:
    return complain(garden)


def complain(garden: Garden, **changes: Any) -> trust.Report:
    facts: dict[str, Any] = {"reporter": garden.reader, "object_ref": POST, "subject": garden.writer}
    facts |= {"reason": Reason.COPIED, "note": "From my blog.", "at": AT, **changes}
    return trust.file_report(**facts)


@pytest.fixture
def announced() -> Iterator[list[tuple[str, str, int]]]:
    """What the rooms above are told: ('hidden' or 'shown', object, community)."""
    heard: list[tuple[str, str, int]] = []

    def hidden(*, community_id: int, object_ref: str, at: datetime) -> None:
        heard.append(("hidden", object_ref, community_id))

    def shown(*, community_id: int, object_ref: str, at: datetime) -> None:
        heard.append(("shown", object_ref, community_id))

    registry.subscribe(trust.OBJECT_HIDDEN, hidden)
    registry.subscribe(trust.OBJECT_SHOWN, shown)
    yield heard
    registry._subscribers[trust.OBJECT_HIDDEN].remove(hidden)
    registry._subscribers[trust.OBJECT_SHOWN].remove(shown)
