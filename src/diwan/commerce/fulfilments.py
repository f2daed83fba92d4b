"""What a paid order sets in motion: a part of the room registers for the prefix of its subjects or a kind of income.

`register("booking", confirm)` is called for the order whose `subject_ref` is "booking:3"; `register("tip", thank)` for
an order of that kind whose prefix nobody knows. Both run in the transaction that paid the order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from diwan.commerce.models import Order
from diwan.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Spread:
    """In which months an order's money is earned: `months` of them, from `first`."""

    first: Period
    months: int


class Fulfilment(Protocol):
    """Called as (order=, at=). A Spread says when the money is earned; nothing said is the month it was paid in."""

    __call__: Callable[..., object]


class Withdrawal(Protocol):
    """Called as (order=, at=) when nothing of the order's price is left: close what the fulfilment opened."""

    __call__: Callable[..., object]


_F = TypeVar("_F")
_fulfilments: dict[str, Fulfilment] = {}
_withdrawals: dict[str, Withdrawal] = {}


def register(prefix_or_kind: str, function: Fulfilment, *, undo: Withdrawal | None = None) -> None:
    """Registering the same name again (apps reloaded by tests) replaces what stood there."""
    _fulfilments[prefix_or_kind] = function
    if undo is not None:
        _withdrawals[prefix_or_kind] = undo


def fulfilment_of(order: Order) -> Fulfilment | None:
    return _chosen(_fulfilments, order)


def withdrawal_of(order: Order) -> Withdrawal | None:
    return _chosen(_withdrawals, order)


def _chosen(known: dict[str, _F], order: Order) -> _F | None:
    prefix = order.subject_ref.partition(":")[0]
    return known.get(prefix) or known.get(order.kind)
