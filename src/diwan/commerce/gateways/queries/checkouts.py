"""Paying online, from the payer's side."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from diwan.commerce import rules
from diwan.commerce.enums import Interval
from diwan.commerce.gateways.enums import Every, SubscriptionState
from diwan.commerce.gateways.errors import NoSuchGateway
from diwan.commerce.gateways.models import Checkout, GatewayAccount, GatewaySubscription
from diwan.commerce.gateways.registry import PROVIDERS, get_provider
from diwan.commerce.models import Order


@dataclass(frozen=True, slots=True)
class WayView:
    """One provider a payer may choose for an order; `every`: how often it would collect by itself, "" if it cannot."""

    account_id: int
    provider: str
    title: Any
    is_test: bool
    every: str


@dataclass(frozen=True, slots=True)
class CheckoutView:
    """`url`: the provider's hosted page. Minor units."""

    reference: str
    community_id: int
    order_id: int
    title: Any
    is_test: bool
    url: str
    state: str
    amount_minor: int
    currency: str
    every: str


def list_ways_online(*, order_id: int, viewer: UUID) -> list[WayView]:
    """How the order can be paid online now, for its payer; nobody else is shown a way. Raises NoSuchOrder."""
    order = rules.get_visible_order(order_id=order_id, viewer=viewer)
    if order.membership.party_id != viewer or not order.is_open or not order.outstanding_minor:
        return []
    rows = GatewayAccount.objects.filter(community=order.community_id, is_open=True).order_by("pk")
    fit = (row for row in rows if row.provider in PROVIDERS and _takes(row, order))
    return [_way(row, order) for row in fit]


def every_of(order: Order) -> Every:
    """How often what was ordered would be paid again."""
    interval = order.offer.interval if order.offer else ""
    return {Interval.MONTH.value: Every.MONTH, Interval.YEAR.value: Every.YEAR}.get(interval, Every.ONCE)


def get_checkout(*, reference: str, viewer: UUID) -> CheckoutView:
    """For its payer; everybody else is told there is none. Raises NoSuchGateway."""
    row = Checkout.objects.filter(reference=reference).select_related("order__membership").first()
    if row is None or row.order.membership.party_id != viewer:
        raise NoSuchGateway
    return checkout_view(reference)


def checkout_view(reference: str) -> CheckoutView:
    row = Checkout.objects.select_related("account").get(reference=reference)
    return CheckoutView(
        reference=row.reference,
        community_id=row.account.community_id,
        order_id=row.order_id,
        title=get_provider(row.account.provider).title,
        is_test=row.account.mode == "test",
        url=row.url,
        state=row.state,
        amount_minor=row.amount_minor,
        currency=row.currency,
        every=row.every,
    )


def _takes(row: GatewayAccount, order: Order) -> bool:
    currencies = PROVIDERS[row.provider].capabilities.currencies
    return not currencies or order.community.currency in currencies


def _way(row: GatewayAccount, order: Order) -> WayView:
    provider = PROVIDERS[row.provider]
    every = every_of(order) if provider.capabilities.renews and not order.paid_minor else Every.ONCE
    return WayView(row.pk, row.provider, provider.title, row.mode == "test", "" if every == Every.ONCE else every)


@dataclass(frozen=True, slots=True)
class RenewalView:
    """What a provider collects from a member by itself. Minor units."""

    id: int
    offer_id: int
    offer_ar: str
    offer_en: str
    title: Any
    state: str
    state_label: str
    amount_minor: int
    currency: str
    is_ending: bool
    until: datetime | None


def list_renewals(*, membership_id: int) -> list[RenewalView]:
    """The member's own, those that ended left out."""
    rows = GatewaySubscription.objects.filter(membership=membership_id).exclude(state=SubscriptionState.ENDED)
    return [
        RenewalView(
            row.pk, row.offer_id, row.offer.name_ar, row.offer.name_en, get_provider(row.account.provider).title,
            row.state, row.get_state_display(), row.amount_minor, row.account.community.currency, row.is_ending,
            row.until,
        )
        for row in rows.select_related("offer", "account__community").order_by("pk")
    ]  # fmt: skip
