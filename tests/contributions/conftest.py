"""A community in Amman with a few members, and a hand that writes deeds."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from diwan.contributions import public as acts
from diwan.kernel import append_only
from diwan.people import public as people

FOUNDED = datetime(2026, 5, 1, 9, tzinfo=UTC)
HUDA, OMAR, RIM = (UUID(int=number, version=4) for number in (1, 2, 3))


def found(slug: str, timezone: str = "Asia/Amman") -> int:
    owner = people.create_person(email=f"{slug}@example.org", display_name=slug.title(), language="ar", at=FOUNDED)
    community = people.create_community(
        slug=slug,
        name_ar="بستان",
        name_en="Garden",
        currency="JOD",
        timezone=timezone,
        language="ar",
        owner=owner,
        at=FOUNDED,
    )
    return community.pk


@pytest.fixture
def garden(db: None) -> int:
    return found("garden")


@pytest.fixture
def tell(garden: int) -> Callable[..., acts.ActView]:
    """Write a deed: Omar reads Huda's post 5, unless told otherwise."""

    def write(at: datetime, **changes: Any) -> acts.ActView:
        deed: dict[str, Any] = {"actor": OMAR, "recipient": HUDA, "kind": "read", "object_ref": "post:5"}
        deed |= {"magnitude": 700, "community_id": garden, **changes}
        if "key" not in deed:
            dated = deed["kind"] == "read"
            day = acts.community_day(community_id=deed["community_id"], at=at) if dated else None
            deed["key"] = acts.act_key(deed["kind"], deed["object_ref"], deed["actor"], day)
        return acts.record_act(at=at, **deed)

    return write


@pytest.fixture
def unprotected(db: None) -> None:
    """The database's owner takes the triggers away, as a tamperer would. Undone with the test's transaction."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in append_only.removal_sql(connection):
            cursor.execute(statement)
