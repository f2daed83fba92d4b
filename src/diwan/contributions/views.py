"""What crosses the door: frozen values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from diwan.contributions.models import Act

COUNTER = "void:"


class ActDraft(NamedTuple):
    """A deed to be written by `record_acts`. A named tuple, not a dataclass: a batch makes thousands of them."""

    actor: UUID
    recipient: UUID | None
    kind: str
    object_ref: str
    magnitude: int
    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class ActView:
    """One act. `magnitude` in milli-points; `voids_key` is the key of the deed that a counter-act takes back."""

    id: int
    community_id: int
    actor: UUID
    recipient: UUID | None
    kind: str
    object_ref: str
    magnitude: int
    at: datetime
    day: date
    key: str
    voids_key: str | None
    title: str = ""

    @classmethod
    def of(cls, act: Act, title: str = "") -> "ActView":
        return cls(
            id=act.pk,
            community_id=act.community_id,
            actor=act.actor,
            recipient=act.recipient,
            kind=act.kind,
            object_ref=act.object_ref,
            magnitude=act.magnitude,
            at=act.at,
            day=act.day,
            key=act.key,
            voids_key=act.key.removeprefix(COUNTER) if act.voids_id is not None else None,
            title=title,
        )


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How many deeds of a batch were written, and how many the book knew already."""

    recorded_count: int
    known_count: int


@dataclass(frozen=True, slots=True)
class PairTally:
    """What `actor` did for `recipient` in one kind over some time: deeds less counter-acts, and their milli-points."""

    actor: UUID
    recipient: UUID | None
    kind: str
    count: int
    points: int


@dataclass(frozen=True, slots=True)
class SealView:
    """A sealed day; `hash` covers its acts and, through the chain, every day before it."""

    day: date
    act_count: int
    hash: str
    previous_hash: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the book that is not as it was sealed. `sentence` is for people, the rest for machines."""

    kind: str
    day: date
    act_id: int | None
    key: str | None
    sentence: str
