"""How often is too often: a sliding window over two counts, on any store."""

import hashlib
import hmac
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from limits import RateLimitItem, parse
from limits.storage import RedisStorage

from diwan.trust.limits.store import SharedFileStorage, shared_store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LimitState:
    """Whether a try is within its pace, and when the next one will be (None: now)."""

    is_within: bool
    again_at: datetime | None = None
    window: timedelta = timedelta(0)


def allow(*, scope: str, who: str, rate: str, at: datetime) -> bool:
    """Count one try and say whether it is within the pace, e.g. rate="20/minute". A refused try is counted too."""
    return look(scope=scope, who=who, rate=rate, at=at).is_within


def look(*, scope: str, who: str, rate: str, at: datetime) -> LimitState:
    """The same, with the instant from which another try will be within the pace if nobody tries meanwhile."""
    pace = parse(rate)
    try:
        return _counted(scope, who, pace, at)
    except Exception:
        log.exception("limits: a try could not be counted and is let through")
        return LimitState(is_within=True)


def forget_counts(*, at: datetime) -> int:
    """Drop the counts whose time is over; Redis does so by itself."""
    store = shared_store()
    return store.forget(int(at.timestamp())) if isinstance(store, SharedFileStorage) else 0


def once(*, key: str, seconds: int, at: datetime) -> bool:
    """Whether this key is used for the first time within the given seconds, on this machine or this Redis."""
    return _add(f"once:{key}", seconds, at) == 1


def _counted(scope: str, who: str, pace: RateLimitItem, at: datetime) -> LimitState:
    length = pace.get_expiry()
    now = int(at.timestamp())
    begun = now - now % length
    name = f"{scope}:{_scrambled(who)}:{length}"
    count = _add(f"{name}:{begun}", 2 * length, at)
    before = shared_store().get(f"{name}:{begun - length}")
    left = length - (now - begun)
    # The share of the window before that still lies within the last `length` seconds, in whole tries, rounded up.
    weighed = count + -(-before * left // length)
    if weighed <= pace.amount:
        return LimitState(is_within=True, window=timedelta(seconds=length))
    wait = left if count > pace.amount else max(1, left - (pace.amount - count) * length // max(1, before))
    again = datetime.fromtimestamp(now + wait, tz=at.tzinfo)
    return LimitState(is_within=False, again_at=again, window=timedelta(seconds=length))


def _add(key: str, seconds: int, at: datetime) -> int:
    store = shared_store()
    if isinstance(store, RedisStorage):
        return int(store.incr(key, seconds))
    return int(store.incr(key, int(at.timestamp()) + seconds))


def _scrambled(who: str) -> str:
    """A keyed hash: whoever reads the counts cannot read whose they are."""
    return hmac.new(settings.SECRET_KEY.encode(), who.encode(), hashlib.sha256).hexdigest()[:24]
