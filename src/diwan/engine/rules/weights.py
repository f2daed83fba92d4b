"""WEIGHTS: one pool, shared in proportion to a whole number per person. A cap passes its excess to the others."""

from collections.abc import Mapping
from fractions import Fraction

from diwan.engine.identities import Facts
from diwan.engine.plan import Who
from diwan.engine.settlement import Sharing


def share_weights(amount: int, weights: Mapping[str, int], cap: Fraction | None, who: Who, facts: Facts) -> Sharing:
    """x = min(cap, λ·weight) for everyone who passes the gate; if all are capped, the rest stays unallocated."""
    valid = {person: weight for person, weight in sorted(weights.items()) if weight and facts.may(person, who)}
    total = sum(valid.values())
    uncapped = {person: Fraction(amount * weight, total) for person, weight in valid.items()}
    exact: dict[str, Fraction] = {}
    left, rest = Fraction(amount), total
    for person in sorted(valid, key=lambda each: (-valid[each], each)):
        if cap is None or left * valid[person] <= cap * rest:
            break
        exact[person] = cap
        left, rest = left - cap, rest - valid[person]
    capped = frozenset(exact)
    exact |= {person: left * weight / rest for person, weight in valid.items() if person not in capped}
    return Sharing(exact=exact, uncapped=uncapped, basis=valid, capped=capped)


def equal_weights(facts: Facts) -> dict[str, int]:
    """Everyone listed as a member counts one."""
    return dict.fromkeys(facts.members, 1)


def purchases(kinds: tuple[str, ...], facts: Facts) -> dict[str, int]:
    """Net spent per payer on receipts of these kinds, over the whole settlement."""
    spent: dict[str, int] = {}
    for receipt in facts.receipts:
        if receipt.kind in kinds:
            spent[receipt.payer] = spent.get(receipt.payer, 0) + receipt.net
    return spent
