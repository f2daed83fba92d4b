"""A community with a till and a plan of its own, and another one whose figures must never show through."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from diwan.commerce import public as commerce
from diwan.people import public as people

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass
class Place:
    community: people.Community
    owner: people.Membership

    def join(self, name: str, at: datetime = AT) -> people.Membership:
        person = people.create_person(
            email=f"{name}@{self.community.slug}.example", display_name=name, language="ar", at=at
        )
        return people.join_community(person=person, community=self.community, at=at)

    def offer(self, price_minor: int, interval: str = "month") -> commerce.OfferView:
        return commerce.create_offer(
            community_id=self.community.pk,
            slug=f"{interval}-{price_minor}",
            name_ar="عضوية",
            name_en="Membership",
            price_minor=price_minor,
            interval=interval,
            by=self.owner.party_id,
            at=AT,
        )

    def open_till(self) -> None:
        commerce.set_till_method(
            community_id=self.community.pk,
            kind="bank",
            title="bank",
            instructions_ar="حوّل",
            instructions_en="Send it",
            by=self.owner.party_id,
            at=AT,
        )

    def pay(self, who: people.Membership, offer: commerce.OfferView, at: datetime = AT) -> commerce.OrderView:
        order = self.order(who, offer, at)
        return commerce.approve_payment(
            order_id=order.id, amount_minor=order.due_minor, by=self.owner.party_id, at=at, key=order.approval_key
        )

    def order(self, who: people.Membership, offer: commerce.OfferView, at: datetime = AT) -> commerce.OrderView:
        return commerce.place_order(
            community_id=self.community.pk,
            membership_id=who.pk,
            offer_id=offer.id,
            method="bank",
            at=at,
            key=f"{who.pk}-{offer.id}-{at.isoformat()}",
        )

    def spend(self, amount_minor: int, day: date) -> None:
        commerce.record_cost(
            community_id=self.community.pk,
            actual="hosting",
            amount_minor=amount_minor,
            paid_from="bank",
            date=day,
            note="",
            by=self.owner.party_id,
            at=AT,
            key=f"cost-{amount_minor}-{day}",
        )


def found(slug: str) -> Place:
    owner = people.create_person(email=f"mona@{slug}.example", display_name="Mona", language="ar", at=AT)
    community = people.create_community(
        slug=slug,
        name_ar="بستان",
        name_en="Garden",
        currency="USD",
        timezone="Asia/Riyadh",
        language="ar",
        owner=owner,
        at=datetime(2026, 5, 1, tzinfo=UTC),
    )
    return Place(community, people.list_memberships_with_role(community_id=community.pk, role="owner").get())


@pytest.fixture
def place(db: None) -> Place:
    return found("garden")


@pytest.fixture
def another_place() -> Callable[[str], Place]:
    return found


@pytest.fixture
def photo(settings: pytest.FixtureRequest, tmp_path: object) -> bytes:
    settings.MEDIA_ROOT = tmp_path
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(out, "JPEG")
    return out.getvalue()
