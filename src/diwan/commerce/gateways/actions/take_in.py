"""The inbox: what a provider delivers to us, at our webhook's address, in any order, any number of times."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from diwan.commerce import till
from diwan.commerce.gateways.accounts import opened
from diwan.commerce.gateways.actions.apply_payout import apply_payout
from diwan.commerce.gateways.actions.apply_truth import apply_truth
from diwan.commerce.gateways.actions.renew import apply_subscription
from diwan.commerce.gateways.enums import EventState, Subject
from diwan.commerce.gateways.errors import Forged, NoSuchGateway, ProviderRefused, Stale, Unreadable
from diwan.commerce.gateways.models import GatewayAccount, GatewaySubscription, ProviderEvent
from diwan.commerce.gateways.protocol import (
    Account,
    Delivery,
    Event,
    PaymentTruth,
    PayoutTruth,
    Provider,
    Renewing,
    SubscriptionTruth,
)
from diwan.commerce.gateways.registry import get_provider

Truth = PaymentTruth | SubscriptionTruth | PayoutTruth | None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many events a delivery held that were new, and how many had come before."""

    new_count: int = 0
    known_count: int = 0


def take_in(*, token: str, delivery: Delivery) -> TakenIn:
    """Prove a delivery, ask the provider what is true of what it names, and write event and effect in one transaction.

    Raises NoSuchGateway (no account has this address); Forged, Stale, Unreadable (counted, not kept); ProviderDown
    (nothing written: the provider delivers again).
    """
    row = GatewayAccount.objects.select_related("community").filter(token=token).first()
    if row is None:
        raise NoSuchGateway
    provider, account = get_provider(row.provider), opened(row)
    try:
        events = provider.read_event(account, delivery)
    except (Forged, Stale, Unreadable):
        GatewayAccount.objects.filter(pk=row.pk).update(refused_count=F("refused_count") + 1, refused_at=delivery.at)
        raise
    new = 0
    for event in events:
        if ProviderEvent.objects.filter(account=row, event_id=event.id).exists():
            continue
        truth = _ask(provider, account, event)
        new += _keep(row, event, truth, delivery)
    return TakenIn(new, len(events) - new)


def _ask(provider: Provider, account: Account, event: Event) -> Truth:
    """Outside any transaction: a slow provider must not stop the writers."""
    try:
        if event.subject == Subject.PAYMENT:
            return provider.fetch_payment(account, event.external_id)
        if event.subject == Subject.SUBSCRIPTION and isinstance(provider, Renewing):
            return provider.fetch_subscription(account, event.external_id)
        if event.subject == Subject.PAYOUT and provider.capabilities.lists_payouts:
            return provider.fetch_payout(account, event.external_id)
    except ProviderRefused:
        # It does not know the thing of its own event, or keeps it from us: kept as something nobody understands.
        return None
    return None


def _keep(row: GatewayAccount, event: Event, truth: Truth, delivery: Delivery) -> bool:
    """Event and effect stand or fall together; of two workers with the same event one meets the UNIQUE constraint."""
    try:
        with transaction.atomic():
            till.hold(community_id=row.community_id)
            kept = ProviderEvent.objects.create(
                account=row,
                event_id=event.id[:160],
                kind=event.kind[:80],
                external_id=event.external_id[:120],
                state=EventState.UNKNOWN,
                body=delivery.body.decode(errors="replace"),
                made_at=event.made_at,
                received_at=delivery.at,
            )
            kept.state = _effect(row, truth, delivery.at)
            kept.save(update_fields=["state"])
    except IntegrityError:
        if ProviderEvent.objects.filter(account=row, event_id=event.id[:160]).exists():
            return False
        raise
    return True


def _effect(row: GatewayAccount, truth: Truth, at: datetime) -> EventState:
    if truth is None:
        return EventState.UNKNOWN
    if isinstance(truth, PaymentTruth):
        changed = apply_truth(account=row, truth=truth, at=at)
    elif isinstance(truth, PayoutTruth):
        changed = apply_payout(account=row, truth=truth, at=at)
    else:
        ours = GatewaySubscription.objects.select_related("offer").filter(account=row, external_id=truth.external_id)
        known = ours.first()
        changed = known is not None and apply_subscription(row=known, truth=truth, at=at)
    return EventState.DONE if changed else EventState.NOTHING
