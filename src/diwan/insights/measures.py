"""The measures: one SQL statement each, over the facts in the store. Integers only; `//` rounds down."""

from datetime import datetime

from diwan.insights.shapes import Cohort, Income, IncomePart, Members, MonthIncome
from diwan.insights.store import Store
from diwan.kernel.periods import Period

LEAST_COHORT = 5
"""Fewer people than this are persons, not a cohort."""

INCOME_PARTS = """
SELECT kind,
       coalesce(sum(gross) FILTER (period = $this), 0)::BIGINT AS now,
       coalesce(sum(gross) FILTER (period = $before), 0)::BIGINT AS earlier
FROM income WHERE period IN ($this, $before)
GROUP BY kind HAVING now <> 0 OR earlier <> 0 ORDER BY now DESC, earlier DESC, kind
"""
INCOME_MONTHS = """
SELECT months.period, coalesce(sum(gross), 0)::BIGINT
FROM months LEFT JOIN income USING (period) GROUP BY months.period, position ORDER BY position
"""
MEMBERS = """
SELECT count(*)::BIGINT, count(*) FILTER (period = $this)::BIGINT, count(*) FILTER (period = $before)::BIGINT FROM joins
"""
PAYING = """
SELECT count(DISTINCT member)::BIGINT, coalesce(sum(price // months), 0)::BIGINT
FROM terms WHERE starts <= $at AND (ends IS NULL OR ends > $at)
"""
MONTHLY_COST = """
SELECT (coalesce(sum(amount), 0) // $count)::BIGINT
FROM costs WHERE period < $this AND period >= $since
"""
COHORTS = """
WITH firsts AS (SELECT member, min(first_month) AS period FROM terms GROUP BY member),
     sizes AS (SELECT period, count(*) AS people FROM firsts GROUP BY period HAVING people >= $least),
     stays AS (
       SELECT firsts.period, later.position - born.position AS age, count(DISTINCT firsts.member) AS kept
       FROM firsts
       JOIN months AS born ON born.period = firsts.period
       JOIN months AS later ON later.position > born.position AND later.starts <= $at
       JOIN terms ON terms.member = firsts.member AND terms.starts < later.ends
                 AND (terms.ends IS NULL OR terms.ends > later.starts)
       GROUP BY ALL)
SELECT sizes.period, people, ages.age, (coalesce(kept, 0) * 10000 // people)::BIGINT
FROM sizes
JOIN months AS born USING (period)
JOIN (SELECT position AS age FROM months WHERE position BETWEEN 1 AND 6) AS ages
  ON ages.age + born.position <= (SELECT max(position) FROM months WHERE starts <= $at)
LEFT JOIN stays ON stays.period = sizes.period AND stays.age = ages.age
ORDER BY sizes.period, ages.age
"""


def income(store: Store, *, this: Period) -> Income:
    """This month by kind beside the month before, and the run of months from the first with income."""
    rows = store.ask(INCOME_PARTS, {"this": this.label, "before": this.previous().label})
    parts = tuple(IncomePart(*row) for row in rows)
    total = sum(part.gross_minor for part in parts)
    months = [MonthIncome(*row) for row in store.ask(INCOME_MONTHS)]
    while months and not months[0].gross_minor:
        del months[0]
    return Income(
        total_minor=total,
        previous_minor=sum(part.previous_minor for part in parts),
        parts=parts,
        months=tuple(months),
        largest_kind=parts[0].kind if total else "",
        largest_bp=parts[0].gross_minor * 10_000 // total if total > 0 else None,
    )


def members(store: Store, *, this: Period, at: datetime) -> Members:
    """`at` is naive UTC, as everything in the store."""
    counted = store.ask_one(MEMBERS, {"this": this.label, "before": this.previous().label})
    return Members(*counted, *store.ask_one(PAYING, {"at": at}))


def monthly_cost(store: Store, *, this: Period, count: int = 3) -> int:
    """What a month cost on average over the last `count` full months, rounded down."""
    since = this.plus(-count).label
    cost: int = store.ask_one(MONTHLY_COST, {"this": this.label, "since": since, "count": count})[0]
    return cost


def cohorts(store: Store, *, at: datetime) -> tuple[Cohort, ...]:
    """Up to six months after each first payment, for the cohorts of the months in the store."""
    found: dict[str, tuple[int, list[int]]] = {}
    for period, people, _age, kept_bp in store.ask(COHORTS, {"at": at, "least": LEAST_COHORT}):
        found.setdefault(period, (people, []))[1].append(kept_bp)
    return tuple(Cohort(period, people, tuple(kept)) for period, (people, kept) in found.items())
