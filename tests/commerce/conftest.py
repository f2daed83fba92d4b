"""A small community with a till: an owner, a treasurer, a member who pays, and somebody who must see nothing."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from diwan.commerce import public as commerce
from diwan.kernel import registry
from diwan.ledger import public as ledger
from diwan.ledger.events import PERIOD_CLOSING
from diwan.people import public as people

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
TODAY = AT.date()


@dataclass
class Till:
    """What a test needs at hand. Parties act; memberships order."""

    community: people.Community
    owner: people.Membership
    treasurer: people.Membership
    layla: people.Membership
    stranger: people.Membership

    def join(self, name: str) -> people.Membership:
        return people.join_community(person=someone(name), community=self.community, at=AT)

    def offer(self, price_minor: int, interval: str = "month", slug: str = "", tax_bp: int = 0) -> commerce.OfferView:
        return commerce.create_offer(
            community_id=self.community.pk,
            slug=slug or f"{interval}-{price_minor}",
            name_ar="عضوية",
            name_en="Membership",
            price_minor=price_minor,
            interval=interval,
            tax_bp=tax_bp,
            by=self.owner.party_id,
            at=AT,
        )

    def order(
        self, offer: commerce.OfferView, who: people.Membership | None = None, at: datetime = AT, key: str = ""
    ) -> commerce.OrderView:
        return commerce.place_order(
            community_id=self.community.pk,
            membership_id=(who or self.layla).pk,
            offer_id=offer.id,
            method="bank",
            at=at,
            key=key or f"order-{offer.id}-{at.isoformat()}",
        )

    def approve(
        self, order: commerce.OrderView, amount_minor: int, at: datetime = AT, key: str = ""
    ) -> commerce.OrderView:
        return commerce.approve_payment(
            order_id=order.id,
            amount_minor=amount_minor,
            by=self.treasurer.party_id,
            at=at,
            key=key or commerce.get_order(order_id=order.id, viewer=order.payer).approval_key,
        )

    def refund(
        self, order: commerce.OrderView, amount_minor: int, at: datetime = AT, place: int = 0
    ) -> commerce.OrderView:
        payment = commerce.get_order(order_id=order.id, viewer=order.payer).payments[place]
        return commerce.refund_payment(
            payment_id=payment.id,
            amount_minor=amount_minor,
            by=self.treasurer.party_id,
            at=at,
            reason="asked for it",
            key=f"refund-{payment.id}-{payment.refunded_minor}",
        )

    def balance(self, account: str, who: people.Membership | None = None) -> int:
        party = who.party_id if who else None
        return ledger.balance(community_id=self.community.pk, account=account, party=party)

    def entries(self, *kinds: str) -> list[ledger.EntryView]:
        return ledger.list_entries(community_id=self.community.pk, kinds=kinds or None)

    def close(self, period: str, at: datetime = AT) -> None:
        """What distribution announces when it freezes a month."""
        registry.announce(PERIOD_CLOSING, community_id=self.community.pk, period=period, at=at)

    def recognised(self) -> list[dict]:
        """What a settlement would take its receipts from."""
        return [dict(e.detail) for e in self.entries("income_recognised") if e.reversed_by_id is None]

    def receipt(self, gross_minor: int, day: date = TODAY, at: datetime = AT, **more: object) -> int:
        facts = {"kind": "tip", "tax_minor": 0, "fee_minor": 0, "to": None, "payer": self.layla.party_id, **more}
        return commerce.record_receipt(
            community_id=self.community.pk,
            gross_minor=gross_minor,
            effective_date=day,
            at=at,
            key=f"receipt-{gross_minor}-{day}-{facts['kind']}",
            **facts,
        )

    def is_entitled(self, at: datetime, who: people.Membership | None = None, key: str = "membership") -> bool:
        return people.has_entitlement(membership_id=(who or self.layla).pk, key=key, at=at)


def someone(name: str) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.title(), language="ar", at=AT)


def found(slug: str, currency: str = "USD") -> Till:
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
    names = (f"{slug}-tariq", f"{slug}-layla", f"{slug}-stranger")
    tariq, layla, stranger = (people.join_community(person=someone(n), community=community, at=AT) for n in names)
    people.grant_role(membership=tariq, role="treasurer", by=owner, at=AT)
    for kind in ("bank", "wallet", "cash"):
        commerce.set_till_method(
            community_id=community.pk,
            kind=kind,
            title=kind,
            instructions_ar="حوّل المبلغ",
            instructions_en="Send it",
            by=owner.party_id,
            at=AT,
        )
    return Till(community, owner, tariq, layla, stranger)


@pytest.fixture
def till(db: None) -> Till:
    return found("garden")


@pytest.fixture
def another_till() -> Callable[..., Till]:
    return found


@pytest.fixture
def photo(settings: pytest.FixtureRequest, tmp_path: object) -> bytes:
    settings.MEDIA_ROOT = tmp_path
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(out, "JPEG")
    return out.getvalue()
