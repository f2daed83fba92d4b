"""Messages to the outside are rows first. `put` inside the deed's transaction; `deliver` later, as often as needed."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from diwan.kernel.models import OutboxMessage

log = logging.getLogger(__name__)
Consumer = Callable[[Mapping[str, Any]], None]
_consumers: dict[str, Consumer] = {}
MOST_ATTEMPTS = 12


def consumer(topic: str) -> Callable[[Consumer], Consumer]:
    """Name the one function that sends messages of `topic`. It receives the payload with `message_id` added."""

    def register(function: Consumer) -> Consumer:
        _consumers[topic] = function
        return function

    return register


def put(*, topic: str, payload: Mapping[str, Any], at: datetime) -> OutboxMessage:
    return OutboxMessage.objects.create(topic=topic, payload=dict(payload), created_at=at, due_at=at)


def deliver(*, at: datetime, at_most: int = 100) -> int:
    """Send what is due; return how many were sent. A failure waits twice as long each time, from one minute on."""
    due = OutboxMessage.objects.filter(delivered_at=None, due_at__lte=at, attempt_count__lt=MOST_ATTEMPTS)
    return sum(_deliver_one(message, at) for message in due.order_by("id")[:at_most])


def _deliver_one(message: OutboxMessage, at: datetime) -> bool:
    message.attempt_count += 1
    try:
        with transaction.atomic():
            _consumers[message.topic]({**message.payload, "message_id": message.pk})
    except Exception as error:
        log.warning("outbox: %s failed on attempt %s: %s", message, message.attempt_count, error)
        message.last_error = str(error)[:300]
        message.due_at = at + timedelta(minutes=2 ** (message.attempt_count - 1))
        message.save()
        return False
    message.delivered_at, message.last_error = at, ""
    message.save()
    return True
