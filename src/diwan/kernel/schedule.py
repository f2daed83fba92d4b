"""Jobs that come round: rooms register them, `diwan tick` (or the server's own ticker) runs what is due."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from diwan.kernel import locks
from diwan.kernel.models import JobRun

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    every: timedelta
    run: Callable[[datetime], None]


_jobs: dict[str, Job] = {}


def job(name: str, *, every: timedelta) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Register a function of one argument, the instant, as a job. Jobs must be safe to run twice."""

    def register(function: Callable[[datetime], None]) -> Callable[[datetime], None]:
        _jobs[name] = Job(name=name, every=every, run=function)
        return function

    return register


def run_due(*, at: datetime) -> list[str]:
    """Run every job that is due; return their names. One failing job is written down and does not stop the others."""
    return [job.name for job in list(_jobs.values()) if _run_if_due(job, at)]


def _run_if_due(job: Job, at: datetime) -> bool:
    with transaction.atomic():
        locks.exclusive(f"job:{job.name}")
        row, _ = JobRun.objects.get_or_create(name=job.name, defaults={"next_at": at})
        if row.next_at > at:
            return False
        row.next_at, row.last_at, row.last_error = at + job.every, at, ""
        row.save()
    try:
        job.run(at)
    except Exception as error:
        log.exception("job %s failed", job.name)
        JobRun.objects.filter(name=job.name).update(last_error=str(error)[:300])
    return True
