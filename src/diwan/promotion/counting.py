"""The published method of counting, pure. The sponsor's page and its PDF print exactly these rules.

One person counts once a day for each placement, once for seeing it and once for following it. Who it was is a hash
under a salt that lives for that day only. Machines that say so, the community's own team and repeats do not count. Who
asks not to be followed (Do Not Track, Global Privacy Control) is not written down at all.
"""

import hmac
import re
from hashlib import sha256

_MACHINES = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|monitor|headless|lighthouse|python|curl|wget|httpx|java/|go-http|libwww|"
    r"facebookexternalhit|whatsapp|telegram|embedly|scrap",
    re.IGNORECASE,
)
_LENGTH = 32


def is_machine(agent: str) -> bool:
    """Whether a browser says of itself that it is none."""
    return _MACHINES.search(agent) is not None


def member_mark(person: int) -> str:
    """Who a member is, before hashing: accounts merged into one person are one."""
    return f"member:{person}"


def visitor_mark(address: str, agent: str) -> str:
    """What tells two visitors apart for a day, before hashing. Neither part is kept."""
    return f"visitor:{address}|{agent[:300]}"


def viewer_hash(*, salt: bytes, mark: str) -> str:
    """32 hex digits that are equal for one person on one day and say nothing without that day's salt."""
    return hmac.new(salt, mark.encode(), sha256).hexdigest()[:_LENGTH]
