"""A plan is data: waterfalls of lines, and pools with a rule each. These are its nouns; they know no verbs.

Amounts are minor units, rates are basis points. `planfile` reads and checks a plan, `settle` applies it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

KINDS = frozenset(
    ["membership", "service", "product", "course", "ticket", "tip", "sponsor", "ad", "affiliate", "job_ad", "sale"]
)
"""Every kind of receipt there is. A kind enters exactly one waterfall."""

TAX = "acct:tax"
PROCESSOR = "acct:processor"
COMMUNITY = "acct:community"


class Rounding(StrEnum):
    """How exact shares become whole units."""

    FLOOR = "floor"
    LARGEST_REMAINDER = "largest_remainder"


class Shortfall(StrEnum):
    """Who gets how much when the claims exceed the money."""

    PROPORTIONAL = "proportional"
    EQUAL_AWARDS = "equal_awards"
    EQUAL_LOSSES = "equal_losses"
    TALMUD = "talmud"


@dataclass(frozen=True, slots=True)
class Take:
    """How much a line asks for. None of fixed, bps and actual set means: all that is left (`rest`)."""

    fixed: int | None = None
    bps: int | None = None
    of: Literal["base", "rest"] = "base"
    actual: str | None = None
    min: int | None = None
    max: int | None = None
    max_bps: int | None = None

    @property
    def is_rest(self) -> bool:
        """Whether this line takes everything that is left."""
        return self.fixed is None and self.bps is None and self.actual is None


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a waterfall. `to` is acct:<name>, pool:<name> or flow:<name>."""

    name: str
    take: Take
    to: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Lines applied in order to the money of its source kinds. A nested flow has no kinds of its own."""

    name: str
    kinds: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """A gate: trust and tenure (days) at least so much, and any of the roles (no roles named: any person)."""

    trust: int = 0
    tenure: int = 0
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimsRule:
    """Named people hold named amounts: fixed takes of closed roles, or bounties for finished tasks."""

    name: Literal["fixed_takes", "bounty"]
    shortfall: Shortfall = Shortfall.PROPORTIONAL
    claims: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Referral:
    """Whoever brought a payer receives a part of what the payer paid. One level, never more."""

    name: ClassVar[str] = "referral"
    bps: int
    shortfall: Shortfall = Shortfall.PROPORTIONAL


@dataclass(frozen=True, slots=True)
class Equal:
    """The same for everyone who passes the gate; the gate must name roles."""

    name: ClassVar[str] = "equal"


@dataclass(frozen=True, slots=True)
class Points:
    """In proportion to a named map of points."""

    name: ClassVar[str] = "points"
    signal: str


@dataclass(frozen=True, slots=True)
class Patronage:
    """In proportion to what each person bought."""

    name: ClassVar[str] = "patronage"
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UserCentric:
    """Each payer's own money follows that payer's own engagement; with `voice`, one eligible reader is one voice."""

    name: ClassVar[str] = "user_centric"
    signal: str
    mode: Literal["proportional", "equal"] = "proportional"
    attribution: Literal["money", "voice"] = "money"
    givers: Who = Who()


@dataclass(frozen=True, slots=True)
class Directed:
    """Each payment goes to the person it names."""

    name: ClassVar[str] = "directed"


@dataclass(frozen=True, slots=True)
class Match:
    """Pairwise-bounded quadratic matching of gifts."""

    name: ClassVar[str] = "qf"
    of: tuple[str, ...]
    pair_cap: int
    match_cap_bps: int | None = None
    giver_trust: int = 0


Rule = ClaimsRule | Referral | Equal | Points | Patronage | UserCentric | Directed | Match


@dataclass(frozen=True, slots=True)
class Pool:
    """Money to be shared by one rule. What the rule cannot give goes to `overflow`, never to the other recipients."""

    rule: Rule
    who: Who = Who()
    cap: int | None = None
    cap_bps: int | None = None
    overflow: str = COMMUNITY
    rounding: Rounding = Rounding.FLOOR


@dataclass(frozen=True, slots=True)
class Holdback:
    """The part of every share that waits `periods` periods for refunds."""

    bps: int = 0
    periods: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole sharing plan, already checked. Two plans that mean the same have the same `plan_hash`."""

    name: str
    version: int
    currency: str
    exponent: int
    period: str
    rounding: Rounding
    dust_to: str
    waterfalls: tuple[Waterfall, ...]
    pools: Mapping[str, Pool]
    flows: Mapping[str, Waterfall]
    holdback: Holdback
    min_payout: int
    recognition: Mapping[str, int]
