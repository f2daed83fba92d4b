"""Advice on a valid plan: what an attacker could use. Shown beside the plan, never an error."""

from dataclasses import dataclass

from diwan.engine.exposure import Exposure, exposure_of
from diwan.engine.plan import Match, Plan, Pool, UserCentric, Who


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """One piece of advice: where, which, and why."""

    place: str
    code: str
    message: str


def plan_warnings(plan: Plan) -> tuple[PlanWarning, ...]:
    """Everything a careful steward would ask about before adopting the plan; empty when there is nothing."""
    return tuple(warning for name, pool in plan.pools.items() for warning in _pool_warnings(name, pool))


def _pool_warnings(name: str, pool: Pool) -> list[PlanWarning]:
    place, rule = f"pools.{name}", pool.rule
    found = []
    if exposure_of(pool) is not Exposure.S0:
        if not _is_capped(pool):
            found.append(PlanWarning(place, "no_cap", "nothing limits how much one person can draw from this pool"))
        if not _is_gated(pool):
            found.append(PlanWarning(place, "no_gate", "new accounts can steer this pool: ask for trust or tenure"))
    if isinstance(rule, UserCentric) and rule.attribution == "money" and rule.givers != Who():
        message = "money follows every payer: 'givers' has an effect with attribution voice only"
        found.append(PlanWarning(f"{place}.givers", "idle_gate", message))
    return found


def _is_capped(pool: Pool) -> bool:
    if isinstance(pool.rule, Match):
        return pool.rule.match_cap_bps is not None
    return pool.cap is not None or pool.cap_bps is not None


def _is_gated(pool: Pool) -> bool:
    match pool.rule:
        case UserCentric():
            return pool.rule.givers != Who()
        case Match():
            return pool.rule.giver_trust > 0
        case _:
            return pool.who != Who()
