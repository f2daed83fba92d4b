from datetime import datetime, timedelta

from diwan.gathering.editorial.actions.publish_due import publish_due
from diwan.kernel import schedule


@schedule.job("gathering.publish_due", every=timedelta(minutes=1))
def publish_what_is_due(at: datetime) -> None:
    publish_due(at=at)
