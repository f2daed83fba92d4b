"""A request whose effect must happen once: the same key gives the same answer, another body under it is refused."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.kernel import locks
from diwan.kernel.errors import DiwanError
from diwan.kernel.models import RememberedRequest


class KeyReused(DiwanError):
    sentence = _(
        "This request was already made with other contents. Nothing was changed; reload the page and try again."
    )


def once(
    *, scope: int, actor: str, endpoint: str, key: str, body: Mapping[str, Any], at: datetime, run: Callable[[], Any]
) -> Any:
    """Run `run` (its answer must be JSON) unless this key was answered before; then give the stored answer.

    The key's row stands or falls with the effect: the lock keeps others waiting, and whoever came past it all the same
    meets the UNIQUE constraint. Raises KeyReused when the key is known with another body.
    """
    digest = hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()
    with transaction.atomic():
        locks.exclusive(f"once:{scope}:{actor}:{endpoint}:{key}")
        request = {"scope": scope, "actor": actor, "endpoint": endpoint, "key": key}
        known = RememberedRequest.objects.filter(**request).values_list("body_hash", "answer").first()
        if known is None:
            answer = run()
            RememberedRequest.objects.create(**request, body_hash=digest, answer=answer, created_at=at)
        elif known[0] == digest:
            answer = known[1]
        else:
            raise KeyReused
    return answer


def known_keys(*, scope: int, prefix: str) -> frozenset[str]:
    """The keys that begin with `prefix` and had their effect in this scope, whatever the endpoint."""
    return frozenset(
        RememberedRequest.objects.filter(scope=scope, key__startswith=prefix).values_list("key", flat=True)
    )
