"""Jobs of tickets: thin, safe to run twice."""

from datetime import datetime, timedelta

from diwan.commerce.tickets.actions.let_lapse import let_lapse
from diwan.commerce.tickets.actions.settle_ended import settle_ended
from diwan.kernel import schedule


@schedule.job("commerce.tickets.settle_ended", every=timedelta(hours=1))
def settle_what_is_over(at: datetime) -> None:
    settle_ended(at=at)


@schedule.job("commerce.tickets.let_lapse", every=timedelta(hours=1))
def let_unpaid_lapse(at: datetime) -> None:
    let_lapse(at=at)
