"""A community that takes money online: its people, an offer, a provider's account, and what its books say."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.test import override_settings

from diwan.commerce import public as commerce
from diwan.commerce.gateways.models import Checkout, GatewayAccount
from diwan.commerce.gateways.queries.books import held_there
from diwan.ledger import public as ledger
from diwan.people import public as people

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)


@dataclass
class Shop:
    """What a test needs at hand. Parties act; memberships order; `account` is the provider's, open."""

    community: people.Community
    owner: people.Membership
    treasurer: people.Membership
    layla: people.Membership
    stranger: people.Membership
    account: GatewayAccount = field(init=False)

    def connect(self, provider: str, mode: str = "test", **values: str) -> GatewayAccount:
        made = commerce.online.connect_gateway(
            community_id=self.community.pk, provider=provider, mode=mode, values=values, by=self.owner.party_id, at=AT
        )
        commerce.online.open_gateway(account_id=made.account_id, is_open=True, by=self.owner.party_id, at=AT)
        self.account = GatewayAccount.objects.select_related("community").get(pk=made.account_id)
        return self.account

    def offer(self, price_minor: int, interval: str = "month", slug: str = "") -> commerce.OfferView:
        return commerce.create_offer(
            community_id=self.community.pk,
            slug=slug or f"{interval}-{price_minor}",
            name_ar="عضوية",
            name_en="Membership",
            price_minor=price_minor,
            interval=interval,
            by=self.owner.party_id,
            at=AT,
        )

    def order(
        self, offer: commerce.OfferView, who: people.Membership | None = None, at: datetime = AT
    ) -> commerce.OrderView:
        return commerce.place_order(
            community_id=self.community.pk,
            membership_id=(who or self.layla).pk,
            offer_id=offer.id,
            method="online",
            at=at,
            key=f"{offer.id}-{(who or self.layla).pk}-{at.isoformat()}",
        )

    def checkout(self, order: commerce.OrderView, at: datetime = AT, renews: bool = False) -> Checkout:
        reference = commerce.online.begin_checkout(
            order_id=order.id, account_id=self.account.pk, by=order.payer, language="en", at=at, renews=renews
        )
        return Checkout.objects.get(reference=reference)

    def seen(self, order: commerce.OrderView) -> commerce.OrderView:
        return commerce.get_order(order_id=order.id, viewer=order.payer)

    def refund(self, order: commerce.OrderView, amount_minor: int, key: str = "refund", at: datetime = AT) -> None:
        payment = self.seen(order).payments[0]
        commerce.online.refund_online(
            payment_id=payment.id,
            amount_minor=amount_minor,
            by=self.treasurer.party_id,
            at=at,
            reason="asked for it",
            key=key,
        )

    def balance(self, account: str, who: people.Membership | None = None) -> int:
        return ledger.balance(community_id=self.community.pk, account=account, party=who.party_id if who else None)

    def reconcile(self, at: datetime) -> commerce.online.RunView:
        commerce.online.reconcile(account_id=self.account.pk, at=at)
        return commerce.online.list_reconciliations(account_id=self.account.pk, by=self.owner.party_id)[0]

    def is_entitled(self, at: datetime, who: people.Membership | None = None, key: str = "membership") -> bool:
        return people.has_entitlement(membership_id=(who or self.layla).pk, key=key, at=at)

    def books_agree(self) -> bool:
        """Our rows, the ledger and the sum of both sides say the same of what lies at the provider."""
        return held_there(account=self.account) == self.balance("assets:processor") and not ledger.check()


def someone(name: str) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.title(), language="ar", at=AT)


def found(slug: str = "garden", currency: str = "USD") -> Shop:
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
    return Shop(community, owner, tariq, layla, stranger)


@pytest.fixture
def shop(db: None) -> Shop:
    """With the sandbox connected and open."""
    with override_settings(PLAY_MONEY=True):
        made = found()
        made.connect("sandbox")
        yield made


@pytest.fixture
def another_shop(db: None) -> Callable[..., Shop]:
    return found
