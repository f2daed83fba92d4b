"""Jobs of this room: thin, safe to run twice. The schedule hands them the instant."""

from datetime import datetime, timedelta

from diwan.commerce.actions.expire_subscriptions import expire_subscriptions
from diwan.commerce.actions.remind_expiring import remind_expiring
from diwan.commerce.invoicing.actions.set_tax_standing import follow_rates
from diwan.kernel import schedule


@schedule.job("commerce.expire_subscriptions", every=timedelta(hours=1))
def expire(at: datetime) -> None:
    expire_subscriptions(at=at)


@schedule.job("commerce.remind_expiring", every=timedelta(hours=1))
def remind(at: datetime) -> None:
    remind_expiring(at=at)


@schedule.job("commerce.follow_rates", every=timedelta(hours=6))
def follow_tax(at: datetime) -> None:
    follow_rates(at=at)
