"""Up-calls without up-imports: a lower room names an event, an upper room subscribes in `apps.ready()`.

`announce` runs the subscribers synchronously, in order of subscription, inside the caller's transaction: a failure
undoes the deed that announced it. What may fail on its own (mail, webhooks) goes through the outbox instead.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Handler = Callable[..., object]
_subscribers: dict[str, list[Handler]] = defaultdict(list)


def subscribe(event: str, handler: Handler) -> None:
    """Subscribing the same handler twice (apps reloaded by tests) counts once."""
    if handler not in _subscribers[event]:
        _subscribers[event].append(handler)


def announce(event: str, **facts: Any) -> None:
    for handler in _subscribers[event]:
        handler(**facts)
