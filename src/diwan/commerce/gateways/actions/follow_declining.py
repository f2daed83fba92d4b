"""Who lets a membership run out here is charged no more there: the provider is told, as often as it takes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from diwan.commerce.gateways.actions.subscriptions import end_renewal
from diwan.commerce.gateways.enums import SubscriptionState
from diwan.commerce.gateways.errors import NoSuchGateway, NotCapable
from diwan.commerce.gateways.models import GatewaySubscription
from diwan.commerce.models import Subscription
from diwan.kernel import outbox

TOPIC = "commerce.renewal_to_end"


def renewal_declined(*, membership_id: int, order_id: int, is_declined: bool, at: datetime, **_: object) -> None:
    """Hears `commerce.renewal_declined`, inside its transaction: what still renews the same good is to end.

    Changing one's mind afterwards brings reminders back, not the charging: for that the member orders again.
    """
    if not is_declined:
        return
    keys = Subscription.objects.filter(order=order_id).values("entitlement_key")
    mine = GatewaySubscription.objects.filter(membership=membership_id, offer__entitlement_key__in=keys)
    for row in mine.filter(is_ending=False).exclude(state=SubscriptionState.ENDED):
        outbox.put(topic=TOPIC, payload={"subscription": row.pk}, at=at)


def end_at_provider(*, payload: Mapping[str, Any], at: datetime) -> None:
    """Raises ProviderDown (the outbox tries again); one that has ended meanwhile is nothing to tell."""
    row = GatewaySubscription.objects.select_related("membership").get(pk=payload["subscription"])
    if row.is_ending:
        return
    said: dict[str, Any] = {"subscription_id": row.pk, "by": row.membership.party_id, "at": at}
    try:
        end_renewal(**said, key=f"declined:{payload['message_id']}")
    except (NoSuchGateway, NotCapable):
        return
