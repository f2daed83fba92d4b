"""Links that pay whoever placed them. The list stands on every label's page; it is short so that it can be read."""

import re
from html import unescape
from urllib.parse import SplitResult, parse_qsl, urlsplit

# A parameter of this name, with any value, says whom a shop pays.
TAGS = ("ref", "tag", "aff", "aff_id", "affid", "affiliate", "affiliate_id", "partner_id")
# These two say it by their value.
CAMPAIGN_TAGS = ("utm_source", "utm_medium")
CAMPAIGN_VALUES = ("affiliate", "affiliates")
# Addresses (and all beneath them) that exist to count clicks for a commission.
HOSTS = (
    "amzn.to",
    "amzn.eu",
    "awin1.com",
    "shareasale.com",
    "linksynergy.com",
    "s.click.aliexpress.com",
    "skimresources.com",
)

# Our own tagged ways out lead to shops that pay.
_WAY_OUT = re.compile(r"/c/[^/]+/out/[^/]+/?")
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"')


def affiliate_links(html: str) -> list[str]:
    """The links of a rendered text that carry an affiliate tag, in the order they stand."""
    links = [unescape(link) for link in _LINK.findall(html)]
    return [link for link in links if is_affiliate(link)]


def is_affiliate(link: str) -> bool:
    """Whether a link to another site pays whoever placed it, as far as the list knows."""
    parts = _split(link)
    if parts is None:
        return False
    if _WAY_OUT.fullmatch(parts.path):
        return True
    if parts.scheme not in ("http", "https"):
        return False
    host = (parts.hostname or "").lower()
    return any(host == known or host.endswith("." + known) for known in HOSTS) or any(
        _is_tag(name.lower(), value.lower()) for name, value in parse_qsl(parts.query)
    )


def _split(link: str) -> SplitResult | None:
    """None for what no browser could follow either."""
    try:
        return urlsplit(link)
    except ValueError:
        return None


def _is_tag(name: str, value: str) -> bool:
    return name in TAGS or (name in CAMPAIGN_TAGS and value in CAMPAIGN_VALUES)
