from datetime import datetime, timedelta

from diwan.contributions import days
from diwan.contributions.actions.seal_days import seal_days
from diwan.kernel import schedule
from diwan.people.public import Community

# Reads may be gathered before they are written: a day stays open for one more day, so that none comes too late.
GRACE = timedelta(days=1)


@schedule.job("contributions.seal_days", every=timedelta(hours=1))
def seal_days_that_are_over(at: datetime) -> None:
    for community in Community.objects.order_by("pk"):
        seal_days(community_id=community.pk, until=days.day_of(at - GRACE, community.timezone), at=at)
