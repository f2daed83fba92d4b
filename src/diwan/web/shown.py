"""What somebody paid for, beside the talk: which card, who looks, where it leads."""

from collections.abc import Iterable
from typing import Any

from diwan.kernel import clock
from diwan.promotion import public as promotion
from diwan.web.limits import client_address
from diwan.web.scope import CommunityRequest, viewer_of


def card_beside(request: CommunityRequest, *, space_id: int | None = None, tags: Iterable[str] = ()) -> dict[str, Any]:
    """`shown`: the labelled card of this page, or None. By what the page is about; who reads it is not asked."""
    card = promotion.card_for(
        community=request.community, language=request.LANGUAGE_CODE, space_id=space_id, tags=tuple(tags),
        at=clock.now(),
    )  # fmt: skip
    return {"shown": card}


def onlooker(request: CommunityRequest) -> promotion.Onlooker:
    """Whoever made this request. Browsers that ask for it (DNT, Sec-GPC), or only look ahead, are not followed."""
    asks = "1" in (request.headers.get("DNT", ""), request.headers.get("Sec-GPC", ""))
    asks = asks or "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    agent = request.headers.get("User-Agent", "")
    return promotion.Onlooker(viewer_of(request), client_address(request), agent, asks)
