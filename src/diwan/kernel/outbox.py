"""Messages to the outside are rows first. `put` inside the deed's transaction; `deliver` later, as often as needed."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from diwan.kernel.models import OutboxMessage

log = logging.getLogger(__name__)
Consumer = Callable[[Mapping[str, Any]], None]
_consumers: dict[str, Consumer] = {}
MOST_ATTEMPTS = 12


class Undeliverable(Exception):
    """Raised by a consumer for what trying again cannot mend: the message is kept, with its reason, and left alone."""


def consumer(topic: str) -> Callable[[Consumer], Consumer]:
    """Name the one function that sends messages of `topic`. It receives the payload with `message_id` added."""

    def register(function: Consumer) -> Consumer:
        _consumers[topic] = function
        return function

    return register


def put(*, topic: str, payload: Mapping[str, Any], at: datetime) -> OutboxMessage:
    return OutboxMessage.objects.create(topic=topic, payload=dict(payload), created_at=at, due_at=at)


def forgo(*, before: datetime, at: datetime) -> int:
    """Call what was put before that instant delivered without sending it: a history that was moved in is no news."""
    return OutboxMessage.objects.filter(delivered_at=None, created_at__lt=before).update(delivered_at=at)


def deliver(*, at: datetime, at_most: int = 100) -> int:
    """Send what is due; return how many were sent. A failure waits twice as long each time, from one minute on."""
    due = OutboxMessage.objects.filter(delivered_at=None, due_at__lte=at, attempt_count__lt=MOST_ATTEMPTS)
    return sum(_deliver_one(message, at) for message in due.order_by("id")[:at_most])


def attempts_of(*, message_id: int) -> int:
    """How often a message was tried, the try under way included: for a consumer that must know which is the last."""
    return OutboxMessage.objects.values_list("attempt_count", flat=True).get(pk=message_id)


def _deliver_one(message: OutboxMessage, at: datetime) -> bool:
    """No transaction is open while the consumer speaks to the outside: a slow mail host must not stop the writers."""
    if not _claim(message, at):
        return False
    try:
        _consumers[message.topic]({**message.payload, "message_id": message.pk})
    except Undeliverable as error:
        log.warning("outbox: %s cannot be delivered: %s", message, error)
        message.attempt_count, message.last_error = MOST_ATTEMPTS, str(error)[:300]
    except Exception as error:
        log.warning("outbox: %s failed on attempt %s: %s", message, message.attempt_count, error)
        message.last_error = str(error)[:300]
    else:
        message.delivered_at, message.last_error = at, ""
    message.save(update_fields=["attempt_count", "last_error", "delivered_at"])
    return message.delivered_at is not None


def _claim(message: OutboxMessage, at: datetime) -> bool:
    """Take the message before sending it, so that of two rounds one sends it, and a crash in between is a failure."""
    wait = timedelta(minutes=2**message.attempt_count)
    mine = OutboxMessage.objects.filter(pk=message.pk, attempt_count=message.attempt_count, delivered_at=None)
    taken = mine.update(attempt_count=message.attempt_count + 1, due_at=at + wait)
    message.attempt_count += 1
    return taken > 0
