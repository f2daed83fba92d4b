"""Levels 0 to 3 and their published figures. Pure; the page of levels is made of what stands here.

What is counted cannot be bought and is not worth money; what could be farmed among friends (reading, thanks) opens
nothing that touches income: see the README.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

HIGHEST = 3
# What a count may do to `Membership.trust_level`, which sharing plans read: no more than saying "no newcomer any more".
HIGHEST_FOR_PLANS = 1
LOWERED_DAYS = 90


@dataclass(frozen=True, slots=True)
class Need:
    """What a level asks: days of membership, reads, and different people who were helped."""

    level: int
    days_here: int
    reads: int
    people_helped: int


NEEDS = (
    Need(1, days_here=3, reads=5, people_helped=0),
    Need(2, days_here=30, reads=40, people_helped=5),
    Need(3, days_here=180, reads=150, people_helped=25),
)

# The highest level that remains for LOWERED_DAYS after a decision that stands, by its outcome.
CEILINGS: Mapping[str, int] = MappingProxyType({"warn": 2, "hide": 1, "limit": 0, "suspend": 0, "remove": 0})

# What a level opens in this room; other rooms' newcomer rules end at level 1.
GREETER_LEVEL = 1
LINKS_LEVEL = 1
ANSWERS_REQUESTS_LEVEL = 2
KEEPS_GROUP_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a member. `outcomes`: of decisions about them that stand, of the last LOWERED_DAYS."""

    days_here: int
    reads: int
    people_helped: int
    outcomes: frozenset[str] = frozenset()


def reached(facts: Facts) -> int:
    """The level that the figures reach, whatever was decided."""
    met = [need.level for need in NEEDS if _meets(facts, need)]
    return max(met, default=0)


def ceiling(facts: Facts) -> int:
    """The highest level that decisions leave open at present."""
    return min((CEILINGS.get(outcome, HIGHEST) for outcome in facts.outcomes), default=HIGHEST)


def counted(facts: Facts, *, before: int) -> int:
    """The level of a member who had `before`: never lower by absence, never above what decisions leave open."""
    return min(ceiling(facts), max(before, reached(facts)))


def _meets(facts: Facts, need: Need) -> bool:
    return facts.days_here >= need.days_here and facts.reads >= need.reads and facts.people_helped >= need.people_helped
