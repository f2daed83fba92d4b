"""One file for each younger part of the site, gathered here."""

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
BEGINNINGS = [row for part in PARTS for row in part.BEGINNINGS]
NO_PAGE = {name for part in PARTS for name in part.NO_PAGE}
OF_A_MOMENT = {name for part in PARTS for name in part.OF_A_MOMENT}
