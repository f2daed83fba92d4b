"""Promises to people: same deeds same pay, nobody steers another's money, fake accounts do not profit."""

import json
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.engine.identities import merge_identities
from diwan.engine.plan import Rounding
from diwan.engine.public import Settlement, parse_inputs, parse_plan, settle
from diwan.engine.rules import share
from diwan.engine.rules.flows import VOICE
from diwan.engine.settlement import INNER
from diwan.engine.waterfall import Feed, Purse, pour

Document = dict[str, Any]
Month = Callable[..., tuple[Document, Document]]
chance = st.randoms(use_true_random=False)
SMALL = st.integers(0, 4000)


def settled(plan_document: Document, inputs_document: Document) -> Settlement:
    plan = parse_plan(plan_document)
    return settle(plan, parse_inputs(inputs_document, plan))


def renamed(value: Any, names: dict[str, str]) -> Any:
    """The document with every person called something else."""
    if isinstance(value, dict):
        return {names.get(key, key): renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [renamed(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


@given(rng=chance)
def test_a_name_earns_nothing(rng: Random, a_month: Month) -> None:
    plan, inputs = a_month(rng, rounding="floor")
    for pool in plan["pools"].values():
        pool.pop("rounding", None)
    people = [*(f"p{number}" for number in range(7)), "alt0", "alt1"]
    others = [f"someone{number}" for number in range(9)]
    rng.shuffle(others)
    names = dict(zip(people, others, strict=True))
    before = settled(plan, inputs).alloc
    after = settled(renamed(plan, names), renamed(inputs, names)).alloc
    assert {names.get(person, person): amount for person, amount in before.items()} == after


@given(rng=chance)
def test_a_ghost_gets_nothing_and_changes_nobody(rng: Random, a_month: Month) -> None:
    plan, inputs = a_month(rng)
    before = settled(plan, inputs).alloc
    ghost = {"status": "ok", "trust": 2, "tenure": 365, "roles": ["member"]}
    inputs["members"]["ghost"] = ghost
    assert settled(plan, inputs).alloc == before


@given(rng=chance)
def test_more_engagement_never_lowers_anyone(rng: Random, a_month: Month) -> None:
    plan, inputs = a_month(rng, rounding="floor")
    for pool in plan["pools"].values():
        pool.pop("rounding", None)
    before = settled(plan, inputs).alloc
    person = rng.choice(["p0", "p1", "p2"])
    for signal in inputs["signals"].values():
        signal.append([rng.choice(["p3", "p4", "p5"]), person, rng.randint(1, 500)])
    hours = inputs["points"]["hours"]
    hours[person] = hours.get(person, 0) + rng.randint(0, 50)
    assert settled(plan, inputs).alloc.get(person, 0) >= before.get(person, 0)


@given(rng=chance)
def test_more_money_in_a_pool_lowers_nobody(rng: Random, a_month: Month) -> None:
    plan_document, inputs_document = a_month(rng, rounding="floor")
    for pool in plan_document["pools"].values():
        pool.pop("rounding", None)
    plan = parse_plan(plan_document)
    facts = merge_identities(parse_inputs(inputs_document, plan))
    for name, feeds in pour(plan, facts).feeds.items():
        richer = tuple(Feed(feed.name, feed.amount + rng.randint(0, 50), feed.purse) for feed in feeds)
        before = share(name, plan.pools[name], feeds, facts).exact
        after = share(name, plan.pools[name], richer, facts).exact
        assert all(after[person] // 1 >= before[person] // 1 for person in before)


def a_plan(*lines: Document, pool: Document | None = None) -> Document:
    rule = pool or {"rule": "user_centric", "signal": "value"}
    rest = {"name": "authors", "take": "rest", "to": "pool:authors"}
    return {
        "plan": "p", "version": 1, "currency": "SAR", "period": "month",
        "waterfalls": [{"name": "members", "from": ["membership"], "lines": [*lines, rest]}],
        "pools": {"authors": rule},
    }  # fmt: skip


def house_lines(rng: Random) -> list[Document]:
    takes = [
        {"fixed": rng.randint(0, 20_000)},
        {"bps": rng.randint(0, 5000), "of": "base", "min": rng.randint(0, 3000)},
        {"bps": rng.randint(0, 5000), "of": "rest", "max": rng.randint(0, 3000)},
        {"actual": "hosting", "max_bps": rng.randint(0, 3000)},
    ]
    chosen = rng.sample(takes, rng.randint(0, 4))
    return [{"name": f"line{number}", "take": take, "to": "acct:house"} for number, take in enumerate(chosen)]


def paid(payer: str, gross: int, fee: int = 0) -> Document:
    return {"id": f"of {payer}", "payer": payer, "kind": "membership", "gross": gross, "tax": 0, "fee": fee}


HONEST = ["h0", "h1", "h2", "h3"]
CROOKS = ["s0", "s1", "s2"]


def a_village(rng: Random, payers: list[str]) -> Document:
    people = [*HONEST, *CROOKS]
    return {
        "actuals": {"hosting": rng.randint(0, 3000)},
        "receipts": [paid(payer, rng.randint(0, 10_000), 0) for payer in payers],
        "signals": {"value": [[rng.choice(payers), rng.choice(people), rng.randint(0, 90)] for _ in range(25)]},
    }


def taken_by(settlement: Settlement, side: list[str]) -> int:
    return sum(settlement.alloc.get(person, 0) for person in side)


@given(rng=chance)
def test_a_coalition_gets_its_own_money_and_what_honest_readers_sent_it(rng: Random) -> None:
    plan, village = a_plan(*house_lines(rng)), a_village(rng, [*HONEST, *CROOKS])
    before = settled(plan, village)
    inflated = [
        [payer, to, weight * 10**6 if payer in CROOKS else weight] for payer, to, weight in village["signals"]["value"]
    ]
    inflated += [[payer, rng.choice(CROOKS), 10**6] for payer in CROOKS]
    after = settled(plan, village | {"signals": {"value": inflated}})
    honest_edges = [edge for edge in after.edges if edge.payer in HONEST]
    assert honest_edges == [edge for edge in before.edges if edge.payer in HONEST]
    nets = {receipt["payer"]: receipt["gross"] for receipt in village["receipts"]}
    own = Fraction(after.pools["authors"].amount * sum(nets[crook] for crook in CROOKS), max(1, sum(nets.values())))
    sent = Fraction(sum(edge.amount for edge in honest_edges if edge.recipient in CROOKS), INNER)
    assert taken_by(after, CROOKS) <= own + sent + Fraction(4 * len(after.edges), INNER)


@given(rng=chance)
def test_paying_bots_never_profit(rng: Random) -> None:
    """Whatever fixed costs, minima and maxima the plan has; each recipient's floor may move by one unit."""
    plan, village = a_plan(*house_lines(rng)), a_village(rng, HONEST)
    before = taken_by(settled(plan, village), CROOKS)
    bots = [f"bot{number}" for number in range(rng.randint(1, 5))]
    paid_in = [paid(bot, rng.randint(1, 20_000)) for bot in bots]
    clicks = [[bot, rng.choice(CROOKS), 10**6] for bot in bots]
    attacked = village | {
        "receipts": village["receipts"] + paid_in,
        "signals": {"value": village["signals"]["value"] + clicks},
    }
    gain = taken_by(settled(plan, attacked), [*CROOKS, *bots]) - before
    assert gain <= sum(receipt["gross"] for receipt in paid_in) + len(CROOKS)


@given(rng=chance, cap=SMALL)
def test_nobody_gets_more_than_their_own_edges_even_when_others_are_capped(rng: Random, cap: int) -> None:
    capped = {"rule": "user_centric", "signal": "value", "cap": cap}
    settlement = settled(a_plan(pool=capped), a_village(rng, HONEST))
    for person, amount in settlement.pools["authors"].shares.items():
        mine = [edge.amount for edge in settlement.edges if edge.recipient == person]
        assert amount <= cap
        assert amount <= Fraction(sum(mine) + 2 * len(mine), INNER)


def test_what_a_cap_cuts_goes_to_overflow_and_not_to_the_others() -> None:
    inputs = {
        "receipts": [paid("h0", 1000), paid("h1", 1000), paid("h2", 500)],
        "signals": {"value": [["h0", "star", 1], ["h1", "star", 3], ["h1", "poet", 1]]},
    }
    pool = {"rule": "user_centric", "signal": "value", "cap": 1000, "overflow": "acct:next"}
    result = settled(a_plan(pool=pool), inputs)
    assert dict(result.pools["authors"].shares) == {"star": 1000, "poet": 250}
    assert result.alloc["acct:next"] == 750 + 500


def test_clicking_for_oneself_through_another_account_is_void() -> None:
    inputs = {
        "receipts": [paid("omar2", 1000)],
        "persons": {"omar2": "omar"},
        "signals": {"value": [["omar2", "omar", 90], ["omar", "omar2", 90], ["omar2", "salma", 1]]},
    }
    assert settled(a_plan(), inputs).alloc == {"salma": 1000}


@given(rng=chance, parts=st.integers(2, 5))
def test_splitting_one_author_into_many_gains_nothing(rng: Random, parts: int) -> None:
    village = a_village(rng, HONEST)
    before = taken_by(settled(a_plan(), village), ["s0"])
    split = [
        [payer, to if to != "s0" else f"s0-{rng.randrange(parts)}", weight]
        for payer, to, weight in village["signals"]["value"]
    ]
    after = settled(a_plan(), village | {"signals": {"value": split}})
    assert taken_by(after, [f"s0-{part}" for part in range(parts)]) <= before


@pytest.mark.parametrize("crooks", [1, 2, 3])
@given(rng=chance)
def test_some_voices_steer_their_part_and_no_more(rng: Random, crooks: int) -> None:
    voice = {"rule": "user_centric", "signal": "value", "attribution": "voice"}
    village = a_village(rng, HONEST)
    village["signals"]["value"] = [edge for edge in village["signals"]["value"] if edge[1] not in CROOKS]
    village["signals"]["value"] += [[crook, "s0", 10**6] for crook in CROOKS[:crooks]]
    settlement = settled(a_plan(pool=voice), village)
    voices = {edge.payer for edge in settlement.edges}
    assert all(edge.feed == VOICE for edge in settlement.edges)
    assert settlement.alloc.get("s0", 0) <= Fraction(settlement.pools["authors"].amount * crooks, max(1, len(voices)))


def test_a_pool_without_money_still_answers() -> None:
    plan = parse_plan(a_plan())
    facts = merge_identities(parse_inputs({}, plan))
    empty = (Feed("members/authors", 0, Purse({}, {})),)
    assert share("authors", plan.pools["authors"], empty, facts).exact == {}
    assert plan.pools["authors"].rounding is Rounding.FLOOR
    assert json.dumps(dict(settled(a_plan(), {}).alloc)) == "{}"
