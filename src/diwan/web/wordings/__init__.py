"""The words of each room's notices, in files of their own."""

from diwan.web.wording import Wording
from diwan.web.wordings import (
    accounts,
    belonging,
    conversation,
    editorial,
    gateways,
    gathering,
    market,
    payout,
    privacy,
    promotion,
    reach,
    safety,
    services,
    tills,
)

WORDINGS: dict[str, Wording] = {
    **accounts.WORDINGS,
    **belonging.WORDINGS,
    **conversation.WORDINGS,
    **editorial.WORDINGS,
    **gathering.WORDINGS,
    **gateways.WORDINGS,
    **market.WORDINGS,
    **payout.WORDINGS,
    **privacy.WORDINGS,
    **promotion.WORDINGS,
    **reach.WORDINGS,
    **safety.WORDINGS,
    **tills.WORDINGS,
    **services.WORDINGS,
}
