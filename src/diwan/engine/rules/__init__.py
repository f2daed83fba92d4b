"""The rules by which a pool is shared, one family per file: claims, weights, flows, match.

Each returns a Sharing: exact shares before rounding. This file only chooses the rule.
"""

from fractions import Fraction

from diwan.engine.identities import Facts
from diwan.engine.plan import ClaimsRule, Directed, Equal, Patronage, Points, Pool, Referral, UserCentric
from diwan.engine.reading import BPS
from diwan.engine.rules.claims import referral_claims, share_claims
from diwan.engine.rules.flows import directed_streams, share_flows, user_centric_streams
from diwan.engine.rules.match import share_match
from diwan.engine.rules.weights import equal_weights, purchases, share_weights
from diwan.engine.settlement import Sharing
from diwan.engine.waterfall import Feed


def share(name: str, pool: Pool, feeds: tuple[Feed, ...], facts: Facts) -> Sharing:
    """What the pool's rule gives to whom, exactly. `feeds` are the lines that filled the pool."""
    amount = sum(feed.amount for feed in feeds)
    cap, who = cap_of(pool, amount), pool.who
    match pool.rule:
        case ClaimsRule(_, shortfall, claims):
            return share_claims(amount, facts.claims_on(name, claims), shortfall, who, facts)
        case Referral(bps, shortfall):
            return share_claims(amount, referral_claims(feeds, bps, facts), shortfall, who, facts)
        case Equal():
            return share_weights(amount, equal_weights(facts), cap, who, facts)
        case Points(signal):
            return share_weights(amount, facts.points.get(signal, {}), cap, who, facts)
        case Patronage(kinds):
            return share_weights(amount, purchases(kinds, facts), cap, who, facts)
        case UserCentric() as rule:
            return share_flows(name, user_centric_streams(rule, feeds, who, facts), cap, pool.rounding)
        case Directed():
            return share_flows(name, directed_streams(feeds, who, facts), cap, pool.rounding)
        case rule:
            return share_match(amount, rule, who, facts)


def cap_of(pool: Pool, amount: int) -> Fraction | None:
    """The most one person may draw: the smaller of `cap` and `cap_bps` of the pool's amount, exactly."""
    caps = [] if pool.cap is None else [Fraction(pool.cap)]
    if pool.cap_bps is not None:
        caps.append(Fraction(pool.cap_bps * amount, BPS))
    return min(caps, default=None)
