"""Reading pools: the rule, the gate, the caps."""

from collections.abc import Callable, Mapping
from typing import Literal, cast

from diwan.engine.plan import (
    COMMUNITY,
    ClaimsRule,
    Directed,
    Equal,
    Match,
    Patronage,
    Points,
    Pool,
    Referral,
    Rounding,
    Rule,
    Shortfall,
    UserCentric,
    Who,
)
from diwan.engine.planfile.lines import read_kinds
from diwan.engine.reading import Reader

_COMMON = ("rule", "who", "cap", "cap_bps", "overflow", "rounding")


def read_pool(reader: Reader, default_rounding: Rounding) -> Pool:
    """One pool with its rule. The plan's rounding holds unless the pool names its own."""
    rule_name = reader.mapping().at("rule").choice(tuple(_RULES))
    own_keys, read_rule = _RULES[rule_name]
    reader.mapping(*_COMMON, *own_keys)
    pool = Pool(
        rule=read_rule(reader),
        who=read_who(reader.at("who")) if "who" in reader else Who(),
        cap=reader.at("cap").whole() if "cap" in reader else None,
        cap_bps=reader.at("cap_bps").bps() if "cap_bps" in reader else None,
        overflow=reader.at("overflow").account() if "overflow" in reader else COMMUNITY,
        rounding=read_rounding(reader.at("rounding")) if "rounding" in reader else default_rounding,
    )
    if isinstance(pool.rule, Equal) and not pool.who.roles:
        raise reader.refuse("equal_needs_roles", "equal shares are for closed roles: name them under who.roles")
    return pool


def read_who(reader: Reader) -> Who:
    """A gate."""
    reader.mapping("trust", "tenure", "roles")
    return Who(
        trust=reader.at("trust").whole() if "trust" in reader else 0,
        tenure=reader.at("tenure").whole() if "tenure" in reader else 0,
        roles=reader.at("roles").names() if "roles" in reader else (),
    )


def read_rounding(reader: Reader) -> Rounding:
    """floor or largest_remainder."""
    return Rounding(reader.choice(tuple(Rounding)))


def _read_claims_rule(reader: Reader) -> ClaimsRule:
    name = cast(Literal["fixed_takes", "bounty"], reader.value["rule"])
    return ClaimsRule(name, _read_shortfall(reader), _read_claims(reader.at("claims")) if "claims" in reader else ())


def _read_claims(reader: Reader) -> tuple[tuple[str, int], ...]:
    """[[member, amount], …] or {member: amount}; repeated members add up."""
    total: dict[str, int] = {}
    if isinstance(reader.value, Mapping):
        for member, amount in reader.people():
            total[member] = amount.whole()
    else:
        for row in reader.each():
            pair = row.each()
            if len(pair) != 2:
                raise row.refuse("bad_claim", "a claim is a pair [member, amount]")
            total[pair[0].person()] = total.get(pair[0].value, 0) + pair[1].whole()
    return tuple(sorted(total.items()))


def _read_shortfall(reader: Reader) -> Shortfall:
    if "shortfall" not in reader:
        return Shortfall.PROPORTIONAL
    return Shortfall(reader.at("shortfall").choice(tuple(Shortfall)))


def _read_user_centric(reader: Reader) -> UserCentric:
    mode = reader.at("mode").choice(("proportional", "equal")) if "mode" in reader else "proportional"
    attribution = reader.at("attribution").choice(("money", "voice")) if "attribution" in reader else "money"
    return UserCentric(
        signal=reader.at("signal").text(),
        mode=cast(Literal["proportional", "equal"], mode),
        attribution=cast(Literal["money", "voice"], attribution),
        givers=read_who(reader.at("givers")) if "givers" in reader else Who(),
    )


def _read_match(reader: Reader) -> Match:
    return Match(
        of=read_kinds(reader.at("of")),
        pair_cap=reader.at("pair_cap").whole(),
        match_cap_bps=reader.at("match_cap_bps").whole() if "match_cap_bps" in reader else None,
        giver_trust=reader.at("giver_trust").whole() if "giver_trust" in reader else 0,
    )


_RULES: dict[str, tuple[tuple[str, ...], Callable[[Reader], Rule]]] = {
    "fixed_takes": (("shortfall", "claims"), _read_claims_rule),
    "bounty": (("shortfall", "claims"), _read_claims_rule),
    "referral": (("bps", "shortfall"), lambda reader: Referral(reader.at("bps").bps(), _read_shortfall(reader))),
    "equal": ((), lambda _: Equal()),
    "points": (("signal",), lambda reader: Points(reader.at("signal").text())),
    "patronage": (("of",), lambda reader: Patronage(read_kinds(reader.at("of")))),
    "user_centric": (("signal", "mode", "attribution", "givers"), _read_user_centric),
    "directed": ((), lambda _: Directed()),
    "qf": (("of", "pair_cap", "match_cap_bps", "giver_trust"), _read_match),
}
