"""MATCH: pairwise-bounded quadratic matching. A project gains by the breadth of its support, pair by pair.

s_ij = √(c_i·c_j) for every pair of givers of a project; K_ij = Σ s_ij over projects: the more a pair agrees everywhere,
the less each agreement counts. match = Σ 2·s_ij·M / (M + K_ij), at most `match_cap` of the project's own gifts.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from math import isqrt

from diwan.engine.identities import Facts
from diwan.engine.plan import Match, Who
from diwan.engine.reading import BPS
from diwan.engine.settlement import INNER, Sharing

Gifts = dict[str, dict[str, int]]
"""{project: {giver: amount}}."""


def share_match(amount: int, rule: Match, who: Who, facts: Facts) -> Sharing:
    """Match the eligible gifts; scaled down when the matches exceed the pool. What is not matched is unallocated."""
    gifts = _gifts(rule, who, facts)
    own = {project: sum(givers.values()) for project, givers in gifts.items()}
    raw = _raw_matches(gifts, rule.pair_cap)
    matched = raw
    if rule.match_cap_bps is not None:
        matched = {project: min(raw[project], Fraction(rule.match_cap_bps * own[project], BPS)) for project in raw}
    capped = frozenset(project for project in raw if matched[project] < raw[project])
    total = _sum(list(matched.values()))
    if total > amount:
        matched = {project: match * amount / total for project, match in matched.items()}
    return Sharing(matched, uncapped=raw, basis=own, capped=capped)


def _gifts(rule: Match, who: Who, facts: Facts) -> Gifts:
    """What each trusted giver gave each eligible project (gross − tax); gifts to oneself do not count."""
    givers = Who(trust=rule.giver_trust)
    gifts: Gifts = {}
    for receipt in facts.receipts:
        project, given = receipt.to, receipt.gross - receipt.tax
        if receipt.kind not in rule.of or project is None or project == receipt.payer or not given:
            continue
        if facts.may(project, who) and facts.may(receipt.payer, givers):
            row = gifts.setdefault(project, {})
            row[receipt.payer] = row.get(receipt.payer, 0) + given
    return {project: gifts[project] for project in sorted(gifts)}


def _raw_matches(gifts: Gifts, pair_cap: int) -> dict[str, Fraction]:
    """Exact matches of every project with at least two givers, at the inner scale of the square roots."""
    agreements: dict[str, dict[tuple[str, str], int]] = {}
    bonds: dict[tuple[str, str], int] = {}
    for project, givers in gifts.items():
        agreements[project] = {
            (one, other): isqrt(givers[one] * givers[other] * INNER**2)
            for one, other in combinations(sorted(givers), 2)
        }
        for pair, agreement in agreements[project].items():
            bonds[pair] = bonds.get(pair, 0) + agreement
    return {project: _bounded(pairs, bonds, pair_cap) for project, pairs in agreements.items() if pairs}


def _bounded(pairs: Mapping[tuple[str, str], int], bonds: Mapping[tuple[str, str], int], pair_cap: int) -> Fraction:
    """Σ 2·s·M / (M + K), summed exactly; pairs with the same bond share a denominator, which keeps the sum short."""
    by_bond: dict[int, int] = {}
    for pair, agreement in pairs.items():
        by_bond[bonds[pair]] = by_bond.get(bonds[pair], 0) + agreement
    return _sum([Fraction(2 * total * pair_cap, pair_cap * INNER + bond) for bond, total in sorted(by_bond.items())])


def _sum(terms: list[Fraction]) -> Fraction:
    """Sum by halves: the big denominators meet only at the end."""
    if len(terms) < 2:
        return terms[0] if terms else Fraction(0)
    middle = len(terms) // 2
    return _sum(terms[:middle]) + _sum(terms[middle:])
