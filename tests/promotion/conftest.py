"""A small community with people who deal, people who come, and somebody who must see nothing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from diwan.kernel import registry
from diwan.ledger import public as ledger
from diwan.ledger.events import PERIOD_CLOSING
from diwan.people import public as people
from diwan.promotion import public as promotion

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36"


@dataclass
class Grove:
    """Mona owns it, Tariq keeps its money, Layla belongs, the neighbour owns another community."""

    community: people.Community
    owner: people.Membership
    treasurer: people.Membership
    layla: people.Membership
    neighbour: people.Membership

    def join(self, name: str, at: datetime = AT) -> people.Membership:
        return people.join_community(person=someone(name), community=self.community, at=at)

    def sponsor(self, name: str = "Turba") -> promotion.Sponsor:
        return promotion.add_sponsor(by=self.owner, name=name, contact="", website="https://turba.example", at=AT)

    def deal(
        self, price: int = 12_000, first: date = date(2026, 10, 10), last: date = date(2026, 11, 20), **more: object
    ) -> promotion.Campaign:
        """An agreed campaign of a new sponsor; 42 days unless asked otherwise."""
        sponsor = self.sponsor()
        campaign = promotion.draft_campaign(
            by=self.owner, sponsor_id=sponsor.pk, title="Autumn", starts=first, ends=last, price_minor=price, at=AT,
            **more,
        )  # fmt: skip
        promotion.agree_campaign(
            by=self.treasurer, campaign_id=campaign.pk, members_minor=price // 2, plan_hash="", at=AT
        )
        campaign.refresh_from_db()
        return campaign

    def pay(self, campaign: promotion.Campaign, amount: int, fee: int = 0, at: datetime = AT, key: str = "") -> int:
        return promotion.record_sponsor_payment(
            by=self.treasurer, campaign_id=campaign.pk, amount_minor=amount, fee_minor=fee, paid_into="bank",
            received=at.date(), at=at, key=key or f"pay-{campaign.pk}-{amount}-{at}",
        )  # fmt: skip

    def end(self, campaign: promotion.Campaign, last: date | None, at: datetime = AT, key: str = "end") -> int:
        return promotion.end_campaign(
            by=self.treasurer, campaign_id=campaign.pk, last=last, reason="asked", at=at, key=key
        )

    def place(self, campaign: promotion.Campaign, **where: object) -> promotion.Placement:
        return promotion.add_placement(
            by=self.owner, campaign_id=campaign.pk, headline_ar="تربة خفيفة", headline_en="Light soil",
            link="https://turba.example/soil", **where,
        )  # fmt: skip

    def look(
        self, subject: str, who: people.Membership | None = None, what: str = "view", at: datetime | None = None,
        address: str = "192.0.2.7", agent: str = AGENT, quiet: bool = False,
    ) -> bool:  # fmt: skip
        onlooker = promotion.Onlooker(who, address, agent, quiet)
        return promotion.record_sighting(
            community=self.community, subject=subject, what=what, who=onlooker, at=at or AT + timedelta(days=6)
        )

    def balance(self, account: str) -> int:
        return ledger.balance(community_id=self.community.pk, account=account)

    def close(self, period: str, at: datetime = AT) -> None:
        """What distribution announces when it freezes a month."""
        registry.announce(PERIOD_CLOSING, community_id=self.community.pk, period=period, at=at)

    def recognised(self) -> list[dict]:
        """What a settlement would take its receipts from."""
        entries = ledger.list_entries(community_id=self.community.pk, kinds=["income_recognised"])
        return [dict(entry.detail) for entry in entries if entry.reversed_by_id is None]


def someone(name: str) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.title(), language="ar", at=AT)


def founded(slug: str) -> people.Membership:
    community = people.create_community(
        slug=slug, name_ar="بستان", name_en=slug.title(), currency="USD", timezone="Asia/Amman", language="ar",
        owner=someone(f"{slug}-owner"), at=AT - timedelta(days=200),
    )  # fmt: skip
    return people.list_memberships_with_role(community_id=community.pk, role="owner").get()


@pytest.fixture
def grove(db: None) -> Grove:
    owner = founded("grove")
    community = owner.community
    treasurer = people.join_community(person=someone("tariq"), community=community, at=AT - timedelta(days=190))
    people.grant_role(membership=treasurer, role="treasurer", by=owner, at=AT)
    layla = people.join_community(person=someone("layla"), community=community, at=AT - timedelta(days=180))
    return Grove(community, owner, treasurer, layla, founded("roof"))
