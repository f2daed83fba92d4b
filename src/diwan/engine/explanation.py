"""The parts of the answer to "why this amount?". All amounts are minor units; fractions are exact."""

from dataclasses import dataclass
from fractions import Fraction

from diwan.engine.plan import Rounding
from diwan.engine.settlement import LineResult, Posting


@dataclass(frozen=True, slots=True)
class ExplainedWaterfall:
    """gross − tax − fees = base, and the lines that divided it."""

    name: str
    gross: int
    tax: int
    fees: int
    base: int
    lines: tuple[LineResult, ...]


@dataclass(frozen=True, slots=True)
class ExplainedEdge:
    """`payer` gave the person weight ÷ total_weight of the payer's budget in this pool, which is `amount`."""

    feed: str
    payer: str
    weight: int
    total_weight: int
    budget: Fraction
    amount: Fraction


@dataclass(frozen=True, slots=True)
class ExplainedRounding:
    """exact = whole + fraction. `rank` (1 is the largest fraction) is None under floor, which hands out no units."""

    exact: Fraction
    whole: int
    fraction: Fraction
    rank: int | None
    extra_unit: bool


@dataclass(frozen=True, slots=True)
class ExplainedPool:
    """One pool's share. `basis` of `basis_total` is the claim, points, purchases or gifts; None where edges decide.

    `uncapped` is the exact share before caps (a claim or match before the shortfall). `one_more` says what one more
    like the best would bring: another reader like the biggest, or one more point; None where neither has a meaning.
    """

    pool: str
    rule: str
    amount: int
    feeds: tuple[LineResult, ...]
    edges: tuple[ExplainedEdge, ...]
    basis: int | None
    basis_total: int
    uncapped: Fraction
    capped: bool
    rounding_rule: Rounding
    rounding: ExplainedRounding
    share: int
    one_more: Fraction | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one person's amount: Σ shares of the pools = `earned`; so is Σ of the postings."""

    person: str
    earned: int
    gross: int
    tax: int
    fees: int
    net: int
    waterfalls: tuple[ExplainedWaterfall, ...]
    pools: tuple[ExplainedPool, ...]
    postings: tuple[Posting, ...]
