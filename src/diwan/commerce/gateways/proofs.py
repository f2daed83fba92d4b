"""How a delivery is proved: constant time, on the raw bytes, within five minutes of a signed time stamp."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from diwan.commerce.gateways.errors import Forged, Stale

TOLERANCE = timedelta(minutes=5)


def hmac_hex(secret: str, message: bytes, algorithm: str = "sha256") -> str:
    return hmac.new(secret.encode(), message, getattr(hashlib, algorithm)).hexdigest()


def require_equal(given: str, wanted: str) -> None:
    """Raises Forged unless both are the same, without telling by its time how much of them is. No secret: Forged."""
    if not wanted or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise Forged


def require_fresh(stamp: str | int, at: datetime) -> datetime:
    """The signed instant (seconds since 1970). Raises Stale when more than five minutes from `at`, Forged if none."""
    try:
        made_at = datetime.fromtimestamp(int(stamp), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Forged from error
    if abs(at - made_at) > TOLERANCE:
        raise Stale
    return made_at


def require_any(given: Iterable[str], wanted: str) -> None:
    """As `require_equal`, where several signatures may be given (while a secret is being changed)."""
    if not wanted or not [one for one in given if hmac.compare_digest(one.encode(), wanted.encode())]:
        raise Forged
