"""From a Plan back to a document, every default filled in: the same plan always hashes the same."""

from typing import Any

from diwan.engine.canonical import fingerprint
from diwan.engine.plan import (
    ClaimsRule,
    Line,
    Match,
    Patronage,
    Plan,
    Points,
    Pool,
    Referral,
    Rule,
    Take,
    UserCentric,
    Waterfall,
    Who,
)


def plan_hash(plan: Plan) -> str:
    """SHA-256 of the canonical plan, 64 hex digits: what the opening record of a period pins."""
    return fingerprint(plan_document(plan))


def plan_document(plan: Plan) -> dict[str, Any]:
    """The plan as plain data; parse_plan(plan_document(plan)) == plan."""
    return {
        "plan": plan.name,
        "version": plan.version,
        "currency": plan.currency,
        "exponent": plan.exponent,
        "period": plan.period,
        "rounding": str(plan.rounding),
        "dust_to": plan.dust_to,
        "waterfalls": [
            {"name": waterfall.name, "from": list(waterfall.kinds), **_lines(waterfall)}
            for waterfall in plan.waterfalls
        ],
        "pools": {name: _pool(pool) for name, pool in plan.pools.items()},
        "flows": {name: _lines(flow) for name, flow in plan.flows.items()},
        "holdback": {"bps": plan.holdback.bps, "periods": plan.holdback.periods},
        "min_payout": plan.min_payout,
        "recognition": dict(plan.recognition),
    }


def _lines(waterfall: Waterfall) -> dict[str, Any]:
    return {"lines": [_line(line) for line in waterfall.lines]}


def _line(line: Line) -> dict[str, Any]:
    return {"name": line.name, "take": _take(line.take), "to": line.to}


def _take(take: Take) -> str | dict[str, Any]:
    if take.is_rest:
        return "rest"
    parts = {key: getattr(take, key) for key in ("fixed", "bps", "actual", "min", "max", "max_bps")}
    written = {key: value for key, value in parts.items() if value is not None}
    return written | {"of": take.of} if take.bps is not None else written


def _pool(pool: Pool) -> dict[str, Any]:
    document = _rule(pool.rule) | {"overflow": pool.overflow, "rounding": str(pool.rounding), "who": _who(pool.who)}
    caps = {"cap": pool.cap, "cap_bps": pool.cap_bps}
    return document | {key: value for key, value in caps.items() if value is not None}


def _who(who: Who) -> dict[str, Any]:
    return {"trust": who.trust, "tenure": who.tenure, "roles": list(who.roles)}


def _rule(rule: Rule) -> dict[str, Any]:
    keys: dict[str, Any]
    match rule:
        case ClaimsRule(name, shortfall, claims):
            keys = {"rule": name, "shortfall": str(shortfall)}
            return keys | {"claims": [list(claim) for claim in claims]} if claims else keys
        case Referral(bps, shortfall):
            return {"rule": rule.name, "bps": bps, "shortfall": str(shortfall)}
        case Points(signal):
            return {"rule": rule.name, "signal": signal}
        case Patronage(of):
            return {"rule": rule.name, "of": list(of)}
        case UserCentric(signal, mode, attribution, givers):
            keys = {"rule": rule.name, "signal": signal, "mode": mode, "attribution": attribution}
            return keys | {"givers": _who(givers)}
        case Match(of, pair_cap, match_cap_bps, giver_trust):
            keys = {"rule": rule.name, "of": list(of), "pair_cap": pair_cap, "giver_trust": giver_trust}
            return keys if match_cap_bps is None else keys | {"match_cap_bps": match_cap_bps}
        case _:
            return {"rule": rule.name}
