"""What the rooms announce, turned into what the outside is told: ids, amounts and labels, and nobody's name or words.

Nothing is asked of a room unless somebody listens.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from diwan.commerce import public as commerce
from diwan.commerce.events import ORDER_PAID
from diwan.distribution.events import SETTLEMENT_POSTED, SETTLEMENT_PUBLISHED
from diwan.gathering.public import POST_PUBLISHED
from diwan.kernel import registry
from diwan.moving.webhooks.actions.tell import listeners, tell
from diwan.moving.webhooks.enums import WebhookEvent
from diwan.payouts.events import PAYOUT_SENT
from diwan.people.events import MEMBER_JOINED


def hear_order_paid(*, community_id: int, order_id: int, membership_id: int, at: datetime, **_: Any) -> None:
    endpoints = listeners(community_id=community_id, event=WebhookEvent.ORDER_PAID)
    if not endpoints:
        return
    mine = commerce.list_orders(membership_id=membership_id)
    order = next((one for one in mine if one.id == order_id), None)
    data: dict[str, Any] = {"order_id": order_id, "membership_id": membership_id}
    if order is not None:
        data |= {"reference": order.reference, "amount_minor": order.due_minor, "currency": order.currency}
    tell(endpoints=endpoints, event=WebhookEvent.ORDER_PAID, data=data, at=at)


def hear_member_joined(*, community_id: int, membership_id: int, at: datetime, **_: Any) -> None:
    _tell(community_id, WebhookEvent.MEMBER_JOINED, {"membership_id": membership_id}, at)


def hear_post_published(*, community_id: int, post_id: int, at: datetime, **_: Any) -> None:
    _tell(community_id, WebhookEvent.POST_PUBLISHED, {"post_id": post_id}, at)


def hear_period_published(*, community_id: int, period: str, manifest_hash: str, at: datetime, **_: Any) -> None:
    data = {"period": period, "manifest_hash": manifest_hash}
    _tell(community_id, WebhookEvent.PERIOD_PUBLISHED, data, at)


def hear_period_posted(*, community_id: int, period: str, at: datetime, **_: Any) -> None:
    _tell(community_id, WebhookEvent.PERIOD_POSTED, {"period": period}, at)


def hear_payout_sent(
    *, community_id: int, payout_id: int, amount_minor: int, party: UUID, at: datetime, **_: Any
) -> None:
    """`party` is the number under which the books know the payee; the owner alone can say who that is."""
    data = {"payout_id": payout_id, "party": str(party), "amount_minor": amount_minor}
    _tell(community_id, WebhookEvent.PAYOUT_SENT, data, at)


def _tell(community_id: int, event: WebhookEvent, data: Mapping[str, Any], at: datetime) -> None:
    endpoints = listeners(community_id=community_id, event=event)
    if endpoints:
        tell(endpoints=endpoints, event=event, data=data, at=at)


def listen() -> None:
    """Subscribe to the rooms; called once when the program starts."""
    registry.subscribe(ORDER_PAID, hear_order_paid)
    registry.subscribe(MEMBER_JOINED, hear_member_joined)
    registry.subscribe(POST_PUBLISHED, hear_post_published)
    registry.subscribe(SETTLEMENT_PUBLISHED, hear_period_published)
    registry.subscribe(SETTLEMENT_POSTED, hear_period_posted)
    registry.subscribe(PAYOUT_SENT, hear_payout_sent)
