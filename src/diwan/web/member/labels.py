"""What a text says of who paid: the form's words, completed by what the current plan lets members have of it."""

from typing import Any

from diwan.distribution import public as distribution
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.kernel.periods import Period
from diwan.web.scope import CommunityRequest


def label_said(
    request: CommunityRequest, said: dict[str, Any], held: gathering.Label | None = None
) -> gathering.Label | None:
    """The label as it stands now; None where a published one (`held`) says the same: its figures stay as told then."""
    promotion, paid = said.get("promotion") or "", said.get("paid")
    if held is not None and (promotion, said.get("sponsor"), paid) == (held.promotion, held.sponsor, held.paid_minor):
        return None
    if not promotion:
        return gathering.Label()
    reach = _reach(request, "affiliate" if promotion == "affiliate" else "sponsor", paid or 0)
    return gathering.Label(promotion, said.get("sponsor") or "", paid, reach.members_minor, reach.plan_hash)


def _reach(request: CommunityRequest, kind: str, paid_minor: int) -> distribution.Reach:
    month = Period.of(clock.now(), request.community.timezone).label
    return distribution.reach_of(community_id=request.community.pk, period=month, kind=kind, amount_minor=paid_minor)
