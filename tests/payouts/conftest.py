"""A community that owes its members money: an owner, a treasurer, two payees, and somebody who must see nothing."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from diwan.ledger import public as ledger
from diwan.payouts import public as payouts
from diwan.people import public as people

AT = datetime(2026, 11, 8, 9, tzinfo=UTC)
BEFORE = AT - timedelta(days=4)
IBAN = "SA0380000000608010167519"


@dataclass
class Desk:
    community: people.Community
    owner: people.Membership
    treasurer: people.Membership
    huda: people.Membership
    omar: people.Membership
    stranger: people.Membership

    def owe(self, who: people.Membership, amount_minor: int, key: str = "") -> None:
        """What a settlement does: the member's share becomes payable."""
        ledger.post(
            community_id=self.community.pk,
            kind="settlement_posted",
            legs=[
                ledger.LegSpec("assets:bank", "debit", amount_minor),
                ledger.LegSpec("liabilities:members", "credit", amount_minor, who.party_id),
            ],
            effective_date=AT.date(),
            at=AT,
            key=key or f"owe-{who.pk}-{amount_minor}",
            currency=self.community.currency,
        )

    def carry(self, who: people.Membership, amount_minor: int) -> None:
        ledger.post(
            community_id=self.community.pk,
            kind="settlement_adjusted",
            legs=[
                ledger.LegSpec("assets:carried", "debit", amount_minor, who.party_id),
                ledger.LegSpec("funds:community", "credit", amount_minor),
            ],
            effective_date=AT.date(),
            at=AT,
            key=f"carry-{who.pk}-{amount_minor}",
            currency=self.community.currency,
        )

    def bank(self, who: people.Membership, account: str = IBAN, at: datetime = BEFORE) -> payouts.MethodView:
        """Say where; by default so long ago that nothing waits for it any more."""
        details = {"holder": who.person.display_name, "account": account}
        return payouts.set_method(membership_id=who.pk, kind="bank", details=details, at=at)

    def draft(self, at: datetime = AT) -> payouts.BatchView:
        return payouts.draft_batch(community_id=self.community.pk, by=self.treasurer.party_id, at=at)

    def approve(self, batch: payouts.BatchView, at: datetime = AT) -> payouts.BatchView:
        return payouts.approve_batch(batch_id=batch.id, batch_hash=batch.hash, by=self.owner.party_id, at=at)

    def balance(self, account: str, who: people.Membership | None = None) -> int:
        party = who.party_id if who else None
        return ledger.balance(community_id=self.community.pk, account=account, party=party)

    def notices(self, who: people.Membership) -> list[str]:
        return [row.kind for row in people.list_notices(membership_id=who.pk)]


def someone(name: str) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.title(), language="ar", at=AT)


def found(slug: str, currency: str = "USD") -> Desk:
    community = people.create_community(
        slug=slug,
        name_ar="بستان",
        name_en="Garden",
        currency=currency,
        timezone="Asia/Riyadh",
        language="ar",
        owner=someone(f"{slug}-mona"),
        at=AT,
    )
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    names = [f"{slug}-{name}" for name in ("tariq", "huda", "omar", "stranger")]
    joined = [people.join_community(person=someone(name), community=community, at=AT) for name in names]
    people.grant_role(membership=joined[0], role="treasurer", by=owner, at=AT)
    return Desk(community, owner, *joined)


@pytest.fixture
def desk(db: None) -> Desk:
    return found("garden")


@pytest.fixture
def another_desk() -> Callable[..., Desk]:
    return found


@pytest.fixture
def photo(settings: pytest.FixtureRequest, tmp_path: object) -> bytes:
    settings.MEDIA_ROOT = tmp_path
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(out, "JPEG")
    return out.getvalue()
