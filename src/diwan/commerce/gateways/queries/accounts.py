"""The payment providers of a community, from the owner's side. No secret ever leaves through here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from diwan.commerce import rules
from diwan.commerce.gateways.accounts import secrets_of
from diwan.commerce.gateways.actions.connect import own_account
from diwan.commerce.gateways.enums import DisputeState
from diwan.commerce.gateways.models import (
    Checkout,
    GatewayAccount,
    GatewayDispute,
    GatewayPayment,
    ProviderEvent,
    Reconciliation,
)
from diwan.commerce.gateways.protocol import Capabilities, Field
from diwan.commerce.gateways.queries.books import held_there
from diwan.commerce.gateways.registry import PROVIDERS


@dataclass(frozen=True, slots=True)
class ProviderView:
    """A provider that can be connected."""

    name: str
    title: Any
    site: str
    fields: tuple[Field, ...]
    capabilities: Capabilities


@dataclass(frozen=True, slots=True)
class AccountView:
    """`kept`: names of the secrets we hold, never the secrets. `held_minor`: what our rows say lies there."""

    id: int
    provider: ProviderView
    mode: str
    is_open: bool
    values: dict[str, str]
    kept: frozenset[str]
    token: str
    checked_at: datetime | None
    trouble: str
    refused_count: int
    refused_at: datetime | None
    held_minor: int


@dataclass(frozen=True, slots=True)
class EventView:
    id: int
    kind: str
    external_id: str
    state: str
    state_label: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class RunView:
    """`findings`: see actions/reconcile.py. Minor units."""

    ran_at: datetime
    since_at: datetime
    looked_at_count: int
    findings: Sequence[dict[str, Any]]
    provider_minor: int | None
    books_minor: int | None


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A case a payer's bank brought, with its order. Minor units."""

    id: int
    order_id: int
    reference: str
    amount_minor: int
    fee_minor: int
    state: str
    state_label: str
    reason: str
    opened_at: datetime
    due_at: datetime | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class AsideView:
    """A payment that was not what was asked for, and waits for a person."""

    reference: str
    order_id: int
    order_reference: str
    amount_minor: int
    why: str
    opened_at: datetime


def list_providers() -> list[ProviderView]:
    return [_provider(name) for name in PROVIDERS]


def list_gateways(*, community_id: int, by: UUID) -> list[AccountView]:
    """Every account of the community, for its keepers. Raises people.errors.NotAllowed."""
    rules.require_keeper(community_id=community_id, by=by)
    rows = GatewayAccount.objects.filter(community=community_id, provider__in=PROVIDERS).order_by("pk")
    return [_account(row) for row in rows]


def get_gateway(*, account_id: int, by: UUID) -> AccountView:
    """Raises NoSuchGateway, people.errors.NotAllowed."""
    return _account(own_account(account_id=account_id, by=by))


def list_provider_events(*, account_id: int, by: UUID, at_most: int = 50) -> list[EventView]:
    """The newest first. Raises NoSuchGateway, people.errors.NotAllowed."""
    rows = ProviderEvent.objects.filter(account=own_account(account_id=account_id, by=by)).order_by("-received_at")
    return [
        EventView(row.pk, row.kind, row.external_id, row.state, row.get_state_display(), row.received_at)
        for row in rows.defer("body")[:at_most]
    ]


def list_reconciliations(*, account_id: int, by: UUID, at_most: int = 14) -> list[RunView]:
    """The newest first. Raises NoSuchGateway, people.errors.NotAllowed."""
    rows = Reconciliation.objects.filter(account=own_account(account_id=account_id, by=by)).order_by("-ran_at", "-pk")
    return [
        RunView(row.ran_at, row.since_at, row.looked_at_count, row.findings, row.provider_minor, row.books_minor)
        for row in rows[:at_most]
    ]


def list_disputes(*, community_id: int, by: UUID) -> list[DisputeView]:
    """Open ones first, then the newest. Raises people.errors.NotAllowed."""
    rules.require_keeper(community_id=community_id, by=by)
    rows = GatewayDispute.objects.filter(payment__account__community=community_id).select_related("payment__order")
    found = sorted(rows, key=lambda row: (row.state != DisputeState.OPEN, -row.pk))
    return [
        DisputeView(
            row.pk, row.payment.order_id, row.payment.order.reference, row.amount_minor, row.fee_minor, row.state,
            row.get_state_display(), row.reason, row.opened_at, row.due_at, row.decided_at,
        )
        for row in found
    ]  # fmt: skip


def list_laid_aside(*, community_id: int, by: UUID) -> list[AsideView]:
    """Checkouts whose payment was not what was asked for. Raises people.errors.NotAllowed."""
    rules.require_keeper(community_id=community_id, by=by)
    rows = Checkout.objects.filter(account__community=community_id, state="aside").select_related("order")
    return [
        AsideView(row.reference, row.order_id, row.order.reference, row.amount_minor, row.trouble, row.opened_at)
        for row in rows.order_by("-pk")
    ]


def online_payments(*, order_id: int) -> frozenset[int]:
    """The ids of an order's payments that came through a provider and go back through it."""
    return frozenset(GatewayPayment.objects.filter(order=order_id).values_list("payment", flat=True))


def _provider(name: str) -> ProviderView:
    found = PROVIDERS[name]
    return ProviderView(found.name, found.title, found.site, found.fields, found.capabilities)


def _account(row: GatewayAccount) -> AccountView:
    return AccountView(
        id=row.pk,
        provider=_provider(row.provider),
        mode=row.mode,
        is_open=row.is_open,
        values=dict(row.values),
        kept=frozenset(secrets_of(row)),
        token=row.token,
        checked_at=row.checked_at,
        trouble=row.trouble,
        refused_count=row.refused_count,
        refused_at=row.refused_at,
        held_minor=held_there(account=row),
    )
