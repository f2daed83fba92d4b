"""One file for each younger part of the site, gathered here."""

from typing import Any

from ..rights import Rights
from . import (
    accounts,
    attention,
    belonging,
    conversation,
    editorial,
    gateways,
    invoicing,
    live,
    market,
    payout,
    privacy,
    promotion,
    public,
    pwa,
    reach,
    safety,
    services,
    tickets,
    tills,
    writing,
)

PARTS = (
    accounts,
    attention,
    belonging,
    conversation,
    editorial,
    invoicing,
    gateways,
    live,
    market,
    payout,
    privacy,
    promotion,
    public,
    pwa,
    reach,
    safety,
    services,
    tickets,
    tills,
    writing,
)
COMMUNITY: dict[str, Rights] = {name: rights for part in PARTS for name, rights in part.COMMUNITY.items()}
SITE: dict[str, Rights] = {name: rights for part in PARTS for name, rights in part.SITE.items()}


def furnish(place: Any) -> None:
    for part in PARTS:
        part.furnish(place)
