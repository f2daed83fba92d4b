"""What this room is told by higher ones: it lies below the books and the texts, and must not import them.

Each source is a function that a higher room names once, in its `apps.ready()`. Without any (a test of this room alone)
nothing is at stake, no text can be read, and no pairs are known.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Stake:
    """What a decision would touch. Milli-points the object brought (`month_points` of them in the month that is open),
    and minor units owed to its author and not paid out yet."""

    points: int = 0
    month_points: int = 0
    unpaid_minor: int = 0

    def __add__(self, other: "Stake") -> "Stake":
        return Stake(
            self.points + other.points, self.month_points + other.month_points, self.unpaid_minor + other.unpaid_minor
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """How many milli-points of value one party gave another."""

    giver: UUID
    taker: UUID
    points: int


class StakeSource(Protocol):
    def __call__(self, *, community_id: int, object_ref: str, party: UUID | None, at: datetime) -> Stake: ...


class TextSource(Protocol):
    def __call__(self, *, community_id: int, object_refs: Collection[str]) -> dict[str, str]: ...


class PairSource(Protocol):
    def __call__(self, *, community_id: int, start: datetime, end: datetime) -> list[Pair]: ...


_stakes: dict[str, StakeSource] = {}
_texts: dict[str, TextSource] = {}
_pairs: dict[str, PairSource] = {}


def tell_stakes(room: str, source: StakeSource) -> None:
    """Name the function that says what this room knows to be at stake."""
    _stakes[room] = source


def tell_texts(room: str, source: TextSource) -> None:
    """Name the function that says what the objects of this room say, in plain words."""
    _texts[room] = source


def tell_pairs(room: str, source: PairSource) -> None:
    """Name the function that says who gave whom how much."""
    _pairs[room] = source


def stake_of(*, community_id: int, object_ref: str, party: UUID | None, at: datetime) -> Stake:
    """What a decision about the object and its author would touch, all rooms together."""
    facts = {"community_id": community_id, "object_ref": object_ref, "party": party, "at": at}
    return sum((_call(source, facts) for source in _stakes.values()), Stake())


def texts_of(*, community_id: int, object_refs: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for source in _texts.values():
        found |= source(community_id=community_id, object_refs=object_refs)
    return found


def pairs_of(*, community_id: int, start: datetime, end: datetime) -> list[Pair]:
    return [pair for source in _pairs.values() for pair in source(community_id=community_id, start=start, end=end)]


def _call(source: Callable[..., Stake], facts: dict[str, object]) -> Stake:
    return source(**facts)
