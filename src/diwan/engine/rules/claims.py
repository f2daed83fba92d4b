"""CLAIMS: named people hold named amounts. If all fit, all are paid; otherwise one of four old rules divides the loss.

proportional   everybody the same part of their claim (the only one that merging or splitting claims cannot game)
equal_awards   everybody the same amount, nobody more than the claim
equal_losses   everybody loses the same, nobody below zero
talmud         equal awards of half claims while the estate is below half of all claims, equal losses above it
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from diwan.engine.identities import Facts
from diwan.engine.plan import Shortfall, Who
from diwan.engine.reading import BPS
from diwan.engine.settlement import Sharing
from diwan.engine.waterfall import Feed

Exact = dict[str, Fraction]


def share_claims(amount: int, claims: Mapping[str, int], shortfall: Shortfall, who: Who, facts: Facts) -> Sharing:
    """Pay the claims of everyone who passes the gate. Amounts in minor units."""
    valid = {person: claim for person, claim in sorted(claims.items()) if claim and facts.may(person, who)}
    asked = {person: Fraction(claim) for person, claim in valid.items()}
    return Sharing(exact=settle_claims(Fraction(amount), asked, shortfall), uncapped=asked, basis=valid)


def referral_claims(feeds: tuple[Feed, ...], bps: int, facts: Facts) -> dict[str, int]:
    """What each referrer may claim: per feed and payer brought, ⌊net·bps/10000⌋."""
    claims: dict[str, int] = {}
    for feed in feeds:
        for payer, net in feed.purse.nets.items():
            if payer in facts.referrers:
                referrer = facts.referrers[payer]
                claims[referrer] = claims.get(referrer, 0) + net * bps // BPS
    return claims


def settle_claims(estate: Fraction, claims: Mapping[str, Fraction], shortfall: Shortfall) -> Exact:
    """Exact awards: the claims themselves if the estate covers them, otherwise the named rule."""
    if sum(claims.values()) <= estate:
        return dict(claims)
    return _SHORTFALLS[shortfall](estate, claims)


def _proportional(estate: Fraction, claims: Mapping[str, Fraction]) -> Exact:
    total = sum(claims.values())
    return {person: claim * estate / total for person, claim in claims.items()}


def _equal_awards(estate: Fraction, claims: Mapping[str, Fraction]) -> Exact:
    """From the smallest claim up: each gets the claim or an equal part of what is left, whichever is less."""
    awards: Exact = {}
    for waiting, person in zip(range(len(claims), 0, -1), sorted(claims, key=lambda each: claims[each]), strict=True):
        awards[person] = min(claims[person], estate / waiting)
        estate -= awards[person]
    return awards


def _equal_losses(estate: Fraction, claims: Mapping[str, Fraction]) -> Exact:
    """Losses are themselves shared by equal awards: nobody loses more than the claim."""
    losses = _equal_awards(sum(claims.values(), Fraction(0)) - estate, claims)
    return {person: claim - losses[person] for person, claim in claims.items()}


def _talmud(estate: Fraction, claims: Mapping[str, Fraction]) -> Exact:
    halves = {person: claim / 2 for person, claim in claims.items()}
    half = sum(halves.values(), Fraction(0))
    if estate <= half:
        return _equal_awards(estate, halves)
    above = _equal_losses(estate - half, halves)
    return {person: halves[person] + above[person] for person in claims}


_SHORTFALLS: dict[Shortfall, Callable[[Fraction, Mapping[str, Fraction]], Exact]] = {
    Shortfall.PROPORTIONAL: _proportional,
    Shortfall.EQUAL_AWARDS: _equal_awards,
    Shortfall.EQUAL_LOSSES: _equal_losses,
    Shortfall.TALMUD: _talmud,
}
