"""A storm of deliveries: what happened at the provider, told again and again, in no order, with lies in between.

Shared by the suite (small) and by bench/webhooks.py (full size). The model below is plain arithmetic over the script of
what happened; it imports nothing of commerce, so that agreeing with it means something.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
FEE_BP, DISPUTE_FEE = 290, 500


@dataclass
class Model:
    """What the books must say in the end, minor units."""

    events: int = 0
    paid: dict[str, int] = field(default_factory=dict)
    back: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)

    @property
    def processor(self) -> int:
        kept = sum(amount - amount * FEE_BP // 10_000 for amount in self.paid.values())
        return kept - sum(self.back.values()) - sum(self.lost.values()) - DISPUTE_FEE * len(self.lost)


@dataclass
class Storm:
    """`happen(kind, checkout number)` makes something happen at the provider and gives the delivery that tells it."""

    chance: Random
    amounts: list[int]
    happen: Callable[..., Any]
    model: Model = field(default_factory=Model)

    def rounds(self, deliveries: int, forged: Callable[[Any], Any]) -> Iterator[list[Any]]:
        """Three rounds of deliveries: each knows what happened until then, and repeats what was told before."""
        told: list[Any] = []
        left = deliveries
        for number, step in enumerate((self._pay, self._give_back, self._decide)):
            news = list(step())
            told += news
            share = left // (3 - number)
            lies = (share + 10) // 20
            genuine = news + self.chance.choices(told, k=max(0, share - lies - len(news)))
            deck = genuine + [forged(one) for one in self.chance.choices(told, k=lies)]
            self.chance.shuffle(deck)
            left -= len(deck)
            self.model.events += len(news)
            yield deck

    def _pay(self) -> Iterator[Any]:
        """Of ten checkouts seven are paid, two fail; of the rest somebody tells something nobody understands."""
        for number, amount in enumerate(self.amounts):
            kind = "pay" if number % 10 < 7 else "fail" if number % 10 < 9 else "ponder"
            if kind == "pay":
                self.model.paid[str(number)] = amount
            yield self.happen(kind, number)

    def _give_back(self) -> Iterator[Any]:
        for key, amount in self.model.paid.items():
            if int(key) % 10 in {0, 1, 2}:
                part = self.chance.randint(1, amount)
                self.model.back[key] = part
                yield self.happen("refund", int(key), part)
            elif int(key) % 10 in {3, 4}:
                yield self.happen("open", int(key))

    def _decide(self) -> Iterator[Any]:
        for key, amount in self.model.paid.items():
            if int(key) % 10 in {3, 4}:
                state = self.chance.choice(["won", "lost"])
                if state == "lost":
                    self.model.lost[key] = amount
                yield self.happen(state, int(key))


def checkouts_for(events: int) -> int:
    """How many checkouts make so many events: each tells once, five of ten once more, two of ten a third time."""
    return -(-events * 10 // 17)


def liar(chance: Random, foreign: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Makes of a delivery one that must be refused: forged, stale, or another account's."""

    def forged(one: Any) -> Any:
        way = chance.randrange(4)
        if way == 0:
            return replace(one, headers={"sandbox-signature": one.headers["sandbox-signature"][:-4] + "0000"})
        if way == 1:
            return replace(one, body=one.body.replace(b'"id"', b'"id" '))
        if way == 2:
            return replace(one, at=one.at + timedelta(minutes=chance.choice([-30, -6, 6, 90])))
        return foreign(one)

    return forged
