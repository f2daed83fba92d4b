"""What a member does with what renews by itself: another plan, no further renewal, another card."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from diwan.commerce import till
from diwan.commerce.errors import NoSuchOffer
from diwan.commerce.gateways.accounts import opened
from diwan.commerce.gateways.actions.renew import apply_subscription
from diwan.commerce.gateways.enums import Every, SubscriptionState
from diwan.commerce.gateways.errors import NoSuchGateway, NotCapable
from diwan.commerce.gateways.models import GatewaySubscription
from diwan.commerce.gateways.protocol import Renewing
from diwan.commerce.gateways.registry import get_provider
from diwan.commerce.models import Offer
from diwan.kernel import audit


def change_plan_online(*, subscription_id: int, offer_id: int, by: UUID, at: datetime, key: str) -> None:
    """Renew as another offer of the same rhythm from now on; the provider collects the difference at once.

    The provider is asked first, with `key`; its payment for the rest of the term arrives like any other. Raises
    NoSuchGateway (not the member's own), NoSuchOffer, NotCapable, ProviderDown, ProviderRefused.
    """
    row = _own(subscription_id, by)
    offer = Offer.objects.filter(pk=offer_id, community=row.account.community_id, is_active=True).first()
    if offer is None or offer.interval != row.offer.interval or offer.interval not in Every.values:
        raise NoSuchOffer
    before = (row.offer_id, row.amount_minor)
    # Ours first: the payment may come before the provider's answer does, and must find the plan it is for.
    _remember(row, offer, offer.price_minor, by, at)
    try:
        _provider(row).change_subscription(
            opened(row.account),
            row.external_id,
            amount_minor=offer.price_minor,
            currency=row.account.community.currency,
            title=offer.name_en,
            key=key,
        )
    except Exception:
        was = Offer.objects.get(pk=before[0])
        _remember(row, was, before[1], by, at)
        raise


def end_renewal(*, subscription_id: int, by: UUID, at: datetime, key: str) -> None:
    """One tap: no further renewal; what is paid runs on. Raises as `change_plan_online` does."""
    row = _own(subscription_id, by)
    truth = _provider(row).end_subscription(opened(row.account), row.external_id, key=key)
    with transaction.atomic():
        till.hold(community_id=row.account.community_id)
        apply_subscription(row=row, truth=truth, at=at)
        _write_down(row, "renewal_ended", by, at)


def card_desk(*, subscription_id: int, by: UUID) -> str:
    """The provider's own page where the card is changed. Raises as `change_plan_online` does."""
    row = _own(subscription_id, by)
    back = f"{settings.BASE_URL}{reverse('offers', args=[row.account.community.slug])}"
    return _provider(row).desk_url(opened(row.account), row.external_id, return_url=back)


def _own(subscription_id: int, by: UUID) -> GatewaySubscription:
    rows = GatewaySubscription.objects.select_related("account__community", "membership", "offer")
    row = rows.filter(pk=subscription_id).exclude(state=SubscriptionState.ENDED).first()
    if row is None or row.membership.party_id != by:
        raise NoSuchGateway
    return row


def _provider(row: GatewaySubscription) -> Renewing:
    provider = get_provider(row.account.provider)
    if not isinstance(provider, Renewing):
        raise NotCapable(provider=provider.title)
    return provider


def _remember(row: GatewaySubscription, offer: Offer, amount_minor: int, by: UUID, at: datetime) -> None:
    with transaction.atomic():
        till.hold(community_id=row.account.community_id)
        row.offer, row.amount_minor = offer, amount_minor
        row.save(update_fields=["offer", "amount_minor"])
        _write_down(row, "renewal_changed", by, at)


def _write_down(row: GatewaySubscription, action: str, by: UUID, at: datetime) -> None:
    audit.record(
        scope=row.account.community_id,
        actor=str(by),
        action=action,
        object_ref=f"gateway_subscription:{row.pk}",
        at=at,
        detail={"offer": row.offer_id, "amount_minor": row.amount_minor},
    )
