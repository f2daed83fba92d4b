"""A plan line by line, as facts that a page can say in a sentence. Amounts in minor units, rates in basis points."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from diwan.distribution.enums import Tone
from diwan.distribution.plan_documents import read_plan
from diwan.distribution.queries.settlement import tone_of_account, tone_of_pool
from diwan.distribution.seasoning import SEASONED_AFTER_DAYS, SEASONING_PERIODS
from diwan.engine.plan import ClaimsRule, Plan, Pool, UserCentric, Waterfall
from diwan.engine.public import Exposure, exposure_of, plan_hash, plan_warnings


@dataclass(frozen=True, slots=True)
class LineInWords:
    """One line: what it takes (`take_kind` fixed, bps, actual or rest), within which limits, and where it goes.

    For a pool: its rule and what the rule asks. `depth` counts nested flows above it.
    """

    waterfall: str
    name: str
    depth: int
    take_kind: str
    amount_minor: int | None
    rate_bp: int | None
    of: str
    actual: str | None
    min_minor: int | None
    max_minor: int | None
    max_bp: int | None
    to: str
    tone: Tone
    rule: str
    mode: str
    attribution: str
    signal: str
    shortfall: str
    cap_minor: int | None
    cap_bp: int | None
    roles: tuple[str, ...]
    trust: int
    tenure_days: int
    overflow: str
    exposure: Exposure | None


@dataclass(frozen=True, slots=True)
class WaterfallInWords:
    """The kinds of income that enter, and the lines they pass."""

    name: str
    kinds: tuple[str, ...]
    lines: tuple[LineInWords, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What a careful steward would ask about: where, a stable code, and the engine's own words."""

    place: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class PlanInWords:
    name: str
    version: int
    currency: str
    rounding: str
    dust_to: str
    min_payout_minor: int
    holdback_bp: int
    holdback_periods: int
    seasoned_after_days: int
    seasoning_periods: int
    plan_hash: str
    waterfalls: tuple[WaterfallInWords, ...]
    advice: tuple[Advice, ...]


def plan_in_words(*, document: Mapping[str, Any]) -> PlanInWords:
    """What a plan's document says, every default said too. Raises BadPlan."""
    plan = read_plan(document)
    return PlanInWords(
        name=plan.name,
        version=plan.version,
        currency=plan.currency,
        rounding=str(plan.rounding),
        dust_to=plan.dust_to,
        min_payout_minor=plan.min_payout,
        holdback_bp=plan.holdback.bps,
        holdback_periods=plan.holdback.periods,
        seasoned_after_days=SEASONED_AFTER_DAYS,
        seasoning_periods=SEASONING_PERIODS,
        plan_hash=plan_hash(plan),
        waterfalls=tuple(
            WaterfallInWords(each.name, each.kinds, tuple(_lines(plan, each, each.name, 0))) for each in plan.waterfalls
        ),
        advice=tuple(Advice(one.place, one.code, one.message) for one in plan_warnings(plan)),
    )


def _lines(plan: Plan, flow: Waterfall, top: str, depth: int) -> list[LineInWords]:
    found = []
    for line in flow.lines:
        take = line.take
        asked = {"fixed": take.fixed, "bps": take.bps, "actual": take.actual}
        target, _, name = line.to.partition(":")
        found.append(
            LineInWords(
                waterfall=top,
                name=line.name,
                depth=depth,
                take_kind=next((kind for kind, value in asked.items() if value is not None), "rest"),
                amount_minor=take.fixed,
                rate_bp=take.bps,
                of=take.of,
                actual=take.actual,
                min_minor=take.min,
                max_minor=take.max,
                max_bp=take.max_bps,
                to=line.to,
                **_destination(plan.pools[name] if target == "pool" else None, line.to),
            )
        )
        if target == "flow":
            found += _lines(plan, plan.flows[name], top, depth + 1)
    return found


def _destination(pool: Pool | None, to: str) -> dict[str, Any]:
    """What a pool asks of those it pays; nothing for an account or a nested flow."""
    rule = pool.rule if pool else None
    return {
        "tone": tone_of_pool(pool) if pool else tone_of_account(to),
        "rule": rule.name if rule else "",
        "mode": rule.mode if isinstance(rule, UserCentric) else "",
        "attribution": rule.attribution if isinstance(rule, UserCentric) else "",
        "signal": getattr(rule, "signal", ""),
        "shortfall": str(rule.shortfall) if isinstance(rule, ClaimsRule) else "",
        "cap_minor": pool.cap if pool else None,
        "cap_bp": pool.cap_bps if pool else None,
        "roles": pool.who.roles if pool else (),
        "trust": pool.who.trust if pool else 0,
        "tenure_days": pool.who.tenure if pool else 0,
        "overflow": pool.overflow if pool else "",
        "exposure": exposure_of(pool) if pool else None,
    }
