import logging
from datetime import datetime, timedelta

from diwan.belonging.actions.award_badges import award_badges
from diwan.belonging.actions.count_levels import count_levels
from diwan.kernel import schedule
from diwan.people.public import Community

log = logging.getLogger(__name__)


@schedule.job("belonging.count", every=timedelta(days=1))
def count_badges_and_levels(at: datetime) -> None:
    """One community's trouble does not keep the others waiting."""
    for community in Community.objects.order_by("pk"):
        try:
            award_badges(community_id=community.pk, at=at)
            count_levels(community_id=community.pk, at=at)
        except Exception:
            log.exception("belonging: community %s could not be counted", community.pk)
