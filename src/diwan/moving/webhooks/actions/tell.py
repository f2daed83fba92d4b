"""Writing what happened into the messages of every endpoint that chose it, in the transaction of the deed itself."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from diwan.kernel import ids, outbox
from diwan.moving.webhooks.actions.manage import own_endpoint
from diwan.moving.webhooks.enums import MessageState, WebhookEvent
from diwan.moving.webhooks.errors import NoSuchWebhook, WebhookClosed
from diwan.moving.webhooks.models import WebhookEndpoint, WebhookMessage

TOPIC = "moving.webhook"


def listeners(*, community_id: int, event: str) -> list[WebhookEndpoint]:
    """The open endpoints that chose this event."""
    rows = WebhookEndpoint.objects.filter(community=community_id, is_open=True).order_by("pk")
    return [row for row in rows if event in row.events]


def tell(*, endpoints: list[WebhookEndpoint], event: str, data: Mapping[str, Any], at: datetime) -> None:
    """One message to each, and its row in the outbox. In the caller's transaction."""
    stamp = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    body = json.dumps({"type": event, "timestamp": stamp, "data": data}, ensure_ascii=False, separators=(",", ":"))
    for endpoint in endpoints:
        message = WebhookMessage.objects.create(
            endpoint=endpoint, message_id=f"msg_{ids.new_id().hex}", event=event, body=body, made_at=at
        )
        outbox.put(topic=TOPIC, payload={"message": message.pk}, at=at)


def send_test(*, endpoint_id: int, community_id: int, by: UUID, at: datetime) -> None:
    """Send a message that says nothing, to see whether it arrives. Raises NoSuchWebhook, WebhookClosed."""
    row = own_endpoint(endpoint_id=endpoint_id, community_id=community_id, by=by)
    if not row.is_open:
        raise WebhookClosed
    with transaction.atomic():
        tell(endpoints=[row], event=WebhookEvent.TEST, data={"endpoint_id": row.pk}, at=at)


def replay_message(*, message_id: int, community_id: int, by: UUID, at: datetime) -> None:
    """Send a message once more, with the same id, so that whoever had it knows it again.

    Raises NoSuchWebhook, WebhookClosed.
    """
    message = WebhookMessage.objects.select_related("endpoint").filter(pk=message_id).first()
    if message is None:
        raise NoSuchWebhook
    if not own_endpoint(endpoint_id=message.endpoint_id, community_id=community_id, by=by).is_open:
        raise WebhookClosed
    with transaction.atomic():
        message.state, message.delivered_at = MessageState.WAITING, None
        message.save(update_fields=["state", "delivered_at"])
        outbox.put(topic=TOPIC, payload={"message": message.pk}, at=at)
