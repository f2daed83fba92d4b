"""Jobs of this room: thin, safe to run twice. The schedule hands them the instant."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from diwan.commerce.actions.expire_subscriptions import expire_subscriptions
from diwan.commerce.actions.remind_expiring import remind_expiring, remind_waiting_orders
from diwan.commerce.gateways.actions.follow_declining import TOPIC, end_at_provider
from diwan.commerce.gateways.actions.reconcile import reconcile_all
from diwan.commerce.gateways.actions.refund_online import ask_again
from diwan.commerce.invoicing.actions.set_tax_standing import follow_rates
from diwan.commerce.renewing.actions.pause_term import end_long_rests
from diwan.kernel import clock, outbox, schedule


@schedule.job("commerce.expire_subscriptions", every=timedelta(hours=1))
def expire(at: datetime) -> None:
    expire_subscriptions(at=at)


@schedule.job("commerce.remind_expiring", every=timedelta(hours=1))
def remind(at: datetime) -> None:
    remind_expiring(at=at)


@schedule.job("commerce.follow_rates", every=timedelta(hours=6))
def follow_tax(at: datetime) -> None:
    follow_rates(at=at)


@schedule.job("commerce.remind_waiting_orders", every=timedelta(hours=6))
def remind_waiting(at: datetime) -> None:
    remind_waiting_orders(at=at)


@schedule.job("commerce.end_long_rests", every=timedelta(hours=6))
def end_rests(at: datetime) -> None:
    end_long_rests(at=at)


@schedule.job("commerce.ask_for_refunds_again", every=timedelta(minutes=15))
def ask_for_refunds_again(at: datetime) -> None:
    ask_again(at=at)


@schedule.job("commerce.reconcile", every=timedelta(days=1))
def reconcile_with_providers(at: datetime) -> None:
    reconcile_all(at=at)


@outbox.consumer(TOPIC)
def end_renewal_at_provider(payload: Mapping[str, Any]) -> None:
    end_at_provider(payload=payload, at=clock.now())
