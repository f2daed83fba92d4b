"""The parts of a statement. Amounts in minor units, weights and points in milli-points, parts in basis points."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diwan.distribution.enums import HoldKind, Stage
from diwan.distribution.queries.objections import ObjectionView


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """Whose money: one paying member under a letter, or (below three readers) all of them in one row without a part.

    "Member A gave you `part_bp` of their `budget_minor`": `weight` of `total_weight` milli-points.
    """

    letter: str
    reader_count: int
    part_bp: int | None
    budget_minor: int | None
    weight: int
    total_weight: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """Something of yours that was of use; `title` may be empty."""

    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """Acts of one kind: how many, what one weighs, the points, and the money they brought. Rows of a pool add up to it.

    `kind` is the catalogue's; money that no act explains (a fixed take, a purchase, a gift to you by name) has the
    rule's name as its kind, and no count.
    """

    kind: str
    pool: str
    count: int
    weight: int
    points: int
    money_minor: int
    objects: tuple[ObjectRef, ...]


@dataclass(frozen=True, slots=True)
class LastUnit:
    """The story of the last unit: `whole_minor` whole units, the `fraction` (as digits after the point) that was left.

    floor: the fraction joined everybody's dust and went to `dust_to`. largest_remainder: the `units_given` single units
    left went to the largest fractions; yours had `rank`, and `extra_unit` says whether it brought one.
    """

    rounding: str
    exact: str
    whole_minor: int
    fraction: str
    extra_unit: bool
    rank: int | None
    units_given: int
    dust_to: str


@dataclass(frozen=True, slots=True)
class ShareView:
    """One pool's share. `basis` of `basis_total` decides where no reader does (points, claims, purchases)."""

    pool: str
    line_names: tuple[str, ...]
    rule: str
    mode: str
    attribution: str
    amount_minor: int
    pool_minor: int
    basis: int
    basis_total: int
    is_capped: bool
    readers: tuple[ReaderRow, ...]
    last_unit: LastUnit


@dataclass(frozen=True, slots=True)
class HeldView:
    """A part that waits; `left_minor` is what of it was neither released nor charged with a refund."""

    kind: HoldKind
    amount_minor: int
    left_minor: int
    until_period: str
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Against last month: change = because of the pool's size + of its readers or points + of everything else."""

    previous_period: str
    previous_minor: int
    change_minor: int
    pool_change_bp: int | None
    because_of_pool_minor: int
    because_of_use_minor: int
    because_of_rest_minor: int


@dataclass(frozen=True, slots=True)
class GaveRow:
    """Where your own money went: this part of your budget in the pool, to this party."""

    party: UUID
    pool: str
    part_bp: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Paid:
    """What the person paid in the month, and where the part that follows their reading went."""

    gross_minor: int
    tax_minor: int
    fee_minor: int
    gave: tuple[GaveRow, ...]


@dataclass(frozen=True, slots=True)
class ObjectionWindow:
    """Until when one may object, whether that is still open at the instant asked for, and one's own objections."""

    until: datetime
    is_open: bool
    mine: tuple[ObjectionView, ...]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What binds the statement to the published month: hashes in hexadecimal."""

    settlement_id: str
    pid: str
    manifest_hash: str
    statement_root: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """One party's month: the sentence's facts first, then why, then what happens with it.

    The arithmetic in at most five numbers: gross − tax − fees = net, of which `main_pool_minor` is the pool that
    brought most. `reader_count` counts the distinct paying members who read the person; `one_more_reader_minor` (None
    below three) is what one more like the best would bring. `balance_minor` is what is owed now over all months, and
    waits while it is below `min_payout_minor`.
    """

    community_id: int
    period: str
    stage: Stage
    currency: str
    party: UUID
    earned_minor: int
    reader_count: int
    points: int
    gross_minor: int
    tax_minor: int
    fees_minor: int
    net_minor: int
    main_pool: str | None
    main_pool_minor: int
    shares: tuple[ShareView, ...]
    acts: tuple[ActRow, ...]
    one_more_reader_minor: int | None
    held: tuple[HeldView, ...]
    held_minor: int
    payable_minor: int
    adjusted_minor: int
    corrected_minor: int
    carried_minor: int
    balance_minor: int
    min_payout_minor: int
    comparison: Comparison | None
    paid: Paid
    window: ObjectionWindow
    fingerprint: Fingerprint

    @property
    def is_waiting(self) -> bool:
        """Whether the balance is too small to be paid out yet; it is never forfeited."""
        return 0 < self.balance_minor < self.min_payout_minor
