"""The outbox's way to the webhooks: thin."""

from collections.abc import Mapping
from typing import Any

from diwan.kernel import clock, outbox
from diwan.moving.webhooks.actions.deliver import deliver
from diwan.moving.webhooks.actions.tell import TOPIC


@outbox.consumer(TOPIC)
def deliver_webhook(payload: Mapping[str, Any]) -> None:
    deliver(message_pk=payload["message"], at=clock.now(), attempt=outbox.attempts_of(message_id=payload["message_id"]))
