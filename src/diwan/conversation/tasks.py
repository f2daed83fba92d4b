from datetime import datetime, timedelta

from diwan.conversation.actions.wipe_deleted import wipe_deleted
from diwan.kernel import schedule


@schedule.job("conversation.wipe_deleted", every=timedelta(days=1))
def wipe_what_was_deleted(at: datetime) -> None:
    wipe_deleted(at=at)
