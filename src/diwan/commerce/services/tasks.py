"""Jobs of services: thin, safe to run twice."""

from datetime import datetime, timedelta

from diwan.commerce.services.actions.accept import accept_overdue
from diwan.commerce.services.actions.let_lapse import let_lapse
from diwan.kernel import schedule


@schedule.job("commerce.services.accept_overdue", every=timedelta(hours=1))
def accept_what_waited(at: datetime) -> None:
    accept_overdue(at=at)


@schedule.job("commerce.services.let_lapse", every=timedelta(hours=1))
def let_unpaid_lapse(at: datetime) -> None:
    let_lapse(at=at)
