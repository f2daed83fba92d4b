"""Where the story plays: a community, its months, the people by the names the story calls them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from diwan.demo.agenda import Agenda
from diwan.kernel.periods import Period
from diwan.people import public as people

CLOSED_MONTHS = 6
# A month's calendar in the story: 28 days, and one to breathe before the month that is under way reaches `now`.
_STORY_DAYS = 29


@dataclass
class Player:
    """A person of the story in one community. `gone_at`: from when a suspended member does nothing any more."""

    membership: people.Membership
    language: str
    joined_at: datetime
    gone_at: datetime | None = None

    @property
    def id(self) -> int:
        return self.membership.pk

    @property
    def party(self) -> UUID:
        return self.membership.party_id

    def is_around(self, at: datetime) -> bool:
        return self.joined_at <= at and (self.gone_at is None or at < self.gone_at)


@dataclass
class Scene:
    """`months` are the closed ones and, last, the one under way at `now`."""

    community: people.Community
    owner: people.Membership
    now: datetime
    months: list[Period]
    agenda: Agenda
    # A story is told the same way every time: this is the demo's own seeded sequence, the only chance allowed here.
    chance: Random
    tell: Callable[[str], None]
    cast: dict[str, Player] = field(default_factory=dict)
    spaces: dict[str, int] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return self.community.pk

    def start(self, month: int) -> datetime:
        return self.months[month].start(self.community.timezone)

    def on(self, month: int, day: float, hour: float = 0) -> datetime:
        """An instant by the calendar: `day` 1 is the first of the month; it may lie ahead of `now`."""
        return self.start(month) + timedelta(days=day - 1, hours=hour)

    def told(self, month: int, day: float) -> datetime:
        """An instant of the story; the month under way is told within the days it has had so far."""
        if month < len(self.months) - 1:
            return self.on(month, day)
        return self.start(month) + (self.now - self.start(month)) * ((day - 1) / _STORY_DAYS)

    def after(self, at: datetime, *, share: float, within: timedelta) -> datetime:
        """An instant later than `at` by a share of `within`, or of what is left until `now` when that is less."""
        return at + min(within, (self.now - at) * 0.97) * share


def months_until(now: datetime, zone: str, closed: int) -> list[Period]:
    """The closed months and the one under way, oldest first."""
    current = Period.of(now, zone)
    return [current.plus(step) for step in range(-closed, 1)]
