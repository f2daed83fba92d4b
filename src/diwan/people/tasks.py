"""What comes round: notices that waited for the morning, digests, copies of newsletters."""

from datetime import datetime, timedelta

from diwan.kernel import schedule
from diwan.people.reach.actions.plan_digests import plan_digests
from diwan.people.reach.actions.release_held import release_held
from diwan.people.reach.actions.send_newsletter import queue_copies


@schedule.job("people.release_held", every=timedelta(minutes=5))
def release(at: datetime) -> None:
    release_held(at=at)


@schedule.job("people.plan_digests", every=timedelta(minutes=30))
def digests(at: datetime) -> None:
    plan_digests(at=at)


@schedule.job("people.queue_copies", every=timedelta(minutes=1))
def copies(at: datetime) -> None:
    queue_copies(at=at)
