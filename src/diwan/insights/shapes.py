"""What crosses the door: frozen facts. Money in minor units of `currency`, shares in basis points."""

from dataclasses import dataclass
from datetime import date, datetime

from diwan.insights.enums import NeedKind


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for a person: how many, and the month, the sum and the day where there is one."""

    kind: NeedKind
    count: int
    period: str = ""
    amount_minor: int | None = None
    until: datetime | None = None
    ref: int | None = None


@dataclass(frozen=True, slots=True)
class IncomePart:
    """One kind of income: this month and the month before, gross."""

    kind: str
    gross_minor: int
    previous_minor: int


@dataclass(frozen=True, slots=True)
class MonthIncome:
    period: str
    gross_minor: int


@dataclass(frozen=True, slots=True)
class Income:
    """`largest_bp`: the part of this month's income that the largest kind brings; None without income."""

    total_minor: int
    previous_minor: int
    parts: tuple[IncomePart, ...]
    months: tuple[MonthIncome, ...]
    largest_kind: str
    largest_bp: int | None


@dataclass(frozen=True, slots=True)
class Members:
    """`recurring_minor`: what running memberships bring in a month, a yearly fee counted as a twelfth, rounded down."""

    total: int
    joined_this_month: int
    joined_last_month: int
    paying: int
    recurring_minor: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """People whose first paid term began in `period`; `kept_bp[i]` of them paid i+1 months later."""

    period: str
    people: int
    kept_bp: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LastClose:
    """The newest month whose books are published."""

    period: str
    stage: str
    published_at: datetime
    gross_minor: int
    members_minor: int


@dataclass(frozen=True, slots=True)
class Reserve:
    """What the community could live on. `tenths`: tenths of a month, None without costs to compare with."""

    held_minor: int
    monthly_cost_minor: int
    tenths: int | None


@dataclass(frozen=True, slots=True)
class Cockpit:
    community_id: int
    currency: str
    at: datetime
    period: str
    needs: tuple[Need, ...]
    income: Income
    members: Members
    cohorts: tuple[Cohort, ...]
    last_close: LastClose | None
    reserve: Reserve


@dataclass(frozen=True, slots=True)
class Owed:
    """One kind of what is held for others: members held in_batches owner unearned credit."""

    name: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Clearing:
    """An account that should be at zero and is not, since when, and whether that needs a person."""

    account: str
    balance_minor: int
    since: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class Treasury:
    """`tills` and `funds`: (account, minor units). `free_minor`: cash that is nobody else's; `runway_tenths`: tenths of
    a month it lasts at the average of the last full months' costs, None without costs.
    """

    currency: str
    at: datetime
    tills: tuple[tuple[str, int], ...]
    cash_minor: int
    owed: tuple[Owed, ...]
    tax_minor: int
    carried_minor: int
    funds: tuple[tuple[str, int], ...]
    reserve_minor: int
    clearing: tuple[Clearing, ...]
    free_minor: int
    monthly_cost_minor: int
    runway_tenths: int | None
