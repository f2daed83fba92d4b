"""A garden community with its people, and another one next door whose members must see nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from diwan.contributions import public as contributions
from diwan.gathering import public as gathering
from diwan.kernel import registry
from diwan.people import public as people

AT = datetime(2026, 5, 10, 9, 0, tzinfo=UTC)
LONG_ANSWER = (
    "هذا نقص حديد لا نقص نيتروجين لأن الأوراق الجديدة تصفر أولا والعروق تبقى خضراء "
    "والحديد موجود في التربة لكن ماء الحنفية يحبسه"
)


@pytest.fixture(autouse=True)
def _no_rule_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The room alone: what the law's published rules make of a text is tested there."""
    monkeypatch.setitem(registry._subscribers, "gathering.text_written", [])


@dataclass
class Garden:
    """Nadia asks, Samer answers, Layla reads, Tariq owns; Rami is suspended and Zed lives next door."""

    at: ClassVar[datetime] = AT

    community: people.Community
    space: gathering.Space
    owner: people.Membership
    nadia: people.Membership
    samer: people.Membership
    layla: people.Membership
    suspended: people.Membership
    foreigner: people.Membership

    @property
    def id(self) -> int:
        return self.community.pk

    def ask(self, title: str = "أوراق الطماطم تصفرّ", body: str = "ماذا أفعل؟", **facts: object) -> gathering.Post:
        return self.write(title, body, kind="question", **facts)

    def write(self, title: str = "A title", body: str = "Some words.", **facts: object) -> gathering.Post:
        by = facts.pop("by", self.nadia)
        wanted = {"kind": "discussion", "language": "ar", "at": AT, "space_id": self.space.pk, **facts}
        return gathering.publish_post(community_id=self.id, author_id=by.pk, title=title, body=body, **wanted)

    def answer(
        self, post: gathering.Post, body: str = LONG_ANSWER, *, by: people.Membership | None = None, **facts: object
    ) -> gathering.Comment:
        at = facts.pop("at", AT + timedelta(minutes=5))
        return gathering.write_comment(post_id=post.pk, author_id=(by or self.samer).pk, body=body, at=at, **facts)

    def value(self, actor: people.Membership, recipient: people.Membership) -> dict[str, int]:
        """Milli-points by kind that one gave the other, everything taken back taken off, zeros left out."""
        found: dict[str, int] = {}
        for act in self.acts():
            if (act.actor, act.recipient) == (actor.party_id, recipient.party_id):
                found[act.kind] = found.get(act.kind, 0) + act.magnitude
        return {kind: points for kind, points in found.items() if points}

    def acts(self) -> list[contributions.ActView]:
        start, end = AT - timedelta(days=400), AT + timedelta(days=400)
        return contributions.list_acts(community_id=self.id, start=start, end=end)


def person(name: str) -> people.Person:
    return people.create_person(
        email=f"{name}@example.org", display_name=name, language="ar", at=AT - timedelta(days=90)
    )


def found(slug: str, owner: people.Person) -> people.Community:
    return people.create_community(
        slug=slug,
        name_ar="بستان السطح",
        name_en="Roof garden",
        currency="USD",
        timezone="Asia/Amman",
        language="ar",
        owner=owner,
        at=AT - timedelta(days=60),
    )


@pytest.fixture
def garden(db: None) -> Garden:
    tariq, zed = person("Tariq"), person("Zed")
    community, other = found("garden", tariq), found("next-door", zed)

    def join(name: str) -> people.Membership:
        return people.join_community(person=person(name), community=community, at=AT - timedelta(days=30))

    owner = people.get_membership(community_id=community.pk, person_id=tariq.pk)
    foreigner = people.get_membership(community_id=other.pk, person_id=zed.pk)
    suspended = join("rami")
    people.suspend_membership(membership=suspended, reason="spam", by=owner, at=AT - timedelta(days=1))
    space = gathering.create_space(
        community_id=community.pk, slug="questions", name_ar="أسئلة وأجوبة", name_en="Questions", kind="question", at=AT
    )
    names = {name: join(name) for name in ("nadia", "samer", "layla")}
    return Garden(community, space, owner, suspended=suspended, foreigner=foreigner, **names)
