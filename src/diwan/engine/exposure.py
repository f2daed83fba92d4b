"""How far strangers with many accounts could steer each pool: the label printed beside every plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from diwan.engine.plan import Match, Plan, Points, Pool, UserCentric
from diwan.engine.settlement import Settlement


class Exposure(StrEnum):
    """S0: payers and closed lists decide. S1: k of N voices steer k/N. S2: points steer all. SX: matching."""

    S0 = "S0"
    S1 = "S1"
    S2 = "S2"
    SX = "SX"


@dataclass(frozen=True, slots=True)
class ExposedMoney:
    """The headline: how much of a period's net money lay in S1, S2 and SX pools."""

    labels: Mapping[str, Exposure]
    exposed_minor: int
    net_minor: int

    @property
    def share(self) -> Fraction:
        """exposed ÷ net, 0 when there was no money."""
        return Fraction(self.exposed_minor, self.net_minor) if self.net_minor else Fraction(0)


def exposure_of(pool: Pool) -> Exposure:
    """The label of one pool, read off its rule alone."""
    match pool.rule:
        case UserCentric(attribution="voice"):
            return Exposure.S1
        case Points():
            return Exposure.S2
        case Match():
            return Exposure.SX
        case _:
            return Exposure.S0


def exposed_money(plan: Plan, settlement: Settlement) -> ExposedMoney:
    """Labels of all pools, and the part of the settled money that lay in exposed ones."""
    labels = {name: exposure_of(pool) for name, pool in plan.pools.items()}
    exposed = sum(settlement.pools[name].amount for name, label in labels.items() if label is not Exposure.S0)
    return ExposedMoney(labels, exposed, settlement.net)
