"""What every page of moderation carries: who is on watch, and how much waits where."""

from typing import Any

from diwan.kernel import clock
from diwan.trust import public as trust
from diwan.web.scope import CommunityRequest, member_of


def frame(request: CommunityRequest) -> dict[str, Any]:
    """The counts beside the tabs, the watch of this week, and how often two people agree."""
    scope, member, at = request.community.pk, member_of(request), clock.now()
    return {
        "appeal_count": trust.list_appeals(community_id=scope, viewer=member).count(),
        "proposal_count": trust.list_proposals(community_id=scope, viewer=member).count(),
        "suspicion_count": len(trust.list_suspicions(community_id=scope, viewer=member)),
        "blind_count": len(trust.list_blind(viewer=member)),
        "watching": trust.on_duty(community_id=scope, at=at),
        "agreement": trust.agreement(community_id=scope),
    }
