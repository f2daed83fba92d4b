"""The worked examples of the specification, to the minor unit."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from diwan.engine.plan import Shortfall
from diwan.engine.public import (
    Settlement,
    charge,
    hold,
    parse_inputs,
    parse_plan,
    payable_now,
    plan_document,
    plan_hash,
    reverse,
    settle,
    settlement_document,
)
from diwan.engine.rules.claims import settle_claims

Golden = Callable[[str], Any]
TEMPLATES = sorted((Path(__file__).parent / "golden" / "plans").glob("*.yaml"))


def settled(plan_document: Any, inputs_document: Any) -> Settlement:
    plan = parse_plan(plan_document)
    return settle(plan, parse_inputs(inputs_document, plan))


@pytest.mark.parametrize("example", ["ex1", "ex2", "ex3"])
def test_the_month_comes_out_as_published(golden: Golden, example: str) -> None:
    settlement = settled(golden(f"{example}.plan"), golden(f"{example}.inputs"))
    expected = golden(f"{example}.expected")
    assert dict(settlement.alloc) == expected["alloc"]
    assert settlement.gross == expected["gross"]
    assert settlement.net == expected.get("base", settlement.net)


def test_two_bots_who_pay_and_click_do_not_profit(golden: Golden) -> None:
    attack = golden("ex1b.attack")
    settlement = settled(attack["plan"], attack["inputs"])
    assert dict(settlement.alloc) == attack["expected"]
    assert settlement.alloc["evil"] < 11500


def test_the_same_month_as_a_pool_of_points_is_plundered(golden: Golden) -> None:
    attack = golden("ex1b.attack")
    attack["plan"]["pools"]["authors"] = {"rule": "points", "signal": "value"}
    points: dict[str, int] = {}
    for payer, recipient, weight in attack["inputs"]["signals"]["value"]:
        if payer != recipient:
            points[recipient] = points.get(recipient, 0) + weight
    settlement = settled(attack["plan"], attack["inputs"] | {"points": {"value": points}})
    assert (settlement.alloc["evil"], settlement.alloc["huda"]) == (24474, 146)


def test_the_notes_beside_the_examples_hold(golden: Golden) -> None:
    first = settled(golden("ex1.plan"), golden("ex1.inputs"))
    note = golden("ex1.expected")["note"]
    assert first.pools["authors"].amount == note["authors_pool"]
    assert first.pools["stewards"].amount == note["stewards_pool"]
    assert f"{float(first.sharings['authors'].exact['huda']):.6f}" == note["huda_exact"]
    second = settled(golden("ex2.plan"), golden("ex2.inputs"))
    assert second.pools["labour"].amount == golden("ex2.expected")["note"]["labour_pool"]
    assert second.pools["patronage"].amount == golden("ex2.expected")["note"]["patronage_pool"]


def test_a_chargeback_is_replayed(golden: Golden) -> None:
    plan = parse_plan(golden("ex3.plan"))
    inputs = parse_inputs(golden("ex3.inputs"), plan)
    expected = golden("ex3.expected")
    closed, then = golden("ex3.inputs")["_reversal"].values()
    assert reverse(plan, inputs, then, already=closed) == expected["adjustments"]
    after = {
        who: settle(plan, inputs).alloc.get(who, 0) + reverse(plan, inputs, then).get(who, 0)
        for who in expected["after_reversal"]
    }
    assert after == expected["after_reversal"]


def test_kai_gives_back_from_the_hold_and_carries_the_rest(golden: Golden) -> None:
    ledger = golden("ex3.expected")["kai_ledger"]
    kept = hold(ledger["earned"], parse_plan(golden("ex3.plan")).holdback.bps)
    assert (kept.held, kept.payable) == (ledger["held_10pct"], ledger["payable_at_close"])
    taken = charge(ledger["clawback"], hold=kept.held, balance=0, earnings=0, waited=0, patience=3)
    assert taken.from_hold == ledger["taken_from_hold"]
    assert taken.carried == ledger["carried_against_future_earnings"]


def test_huda_waits_for_the_minimum_payout(golden: Golden) -> None:
    ledger = golden("ex1.expected")["huda_ledger"]
    kept = hold(ledger["earned"], 1000)
    assert (kept.held, kept.payable) == (ledger["held_10pct"], ledger["payable_at_close"])
    assert payable_now(kept.payable, 5000) == 0


def test_the_old_rules_divide_an_estate_as_they_always_did(golden: Golden) -> None:
    for case in golden("claims.vectors"):
        claims = {person: Fraction(claim) for person, claim in case["claims"].items()}
        awards = settle_claims(Fraction(case["estate"]), claims, Shortfall(case["rule"]))
        assert {person: str(award) for person, award in awards.items()} == case["exact"], case


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_template_settles_and_reverses_random_months(path: Path, inputs_for: Callable[..., Any]) -> None:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    plan = parse_plan(document)
    assert parse_plan(plan_document(plan)) == plan
    for seed in range(40):
        inputs = parse_inputs(inputs_for(Random(seed), document), plan)
        assert sum(settle(plan, inputs).alloc.values()) == sum(receipt.gross for receipt in inputs.receipts)
        gone = [receipt.id for receipt in inputs.receipts[::2]]
        reversed_gross = sum(receipt.gross for receipt in inputs.receipts[::2])
        assert sum(reverse(plan, inputs, gone).values()) == -reversed_gross


def test_a_plan_hashes_the_same_however_it_was_written(golden: Golden) -> None:
    document = golden("ex1.plan")
    terse = {key: value for key, value in reversed(document.items()) if key not in ("exponent", "rounding", "dust_to")}
    assert plan_hash(parse_plan(terse)) == plan_hash(parse_plan(document))
    assert plan_hash(parse_plan(document | {"version": 2})) != plan_hash(parse_plan(document))
    assert len(plan_hash(parse_plan(document))) == 64


def test_the_printed_result_has_the_published_shape(golden: Golden) -> None:
    document = settlement_document(settled(golden("ex1.plan"), golden("ex1.inputs")))
    assert set(document) == {"gross", "alloc", "pools", "trail"}
    assert document["pools"]["authors"] == {
        "amount": 17628,
        "shares": {"huda": 4120, "omar": 2004, "salma": 8235},
        "unallocated": 3266,
        "dust": 3,
    }
    assert [posting["why"] for posting in document["trail"]] == [
        "tax",
        "processor",
        "members/hosting",
        "members/owner",
        "pool:authors share",
        "pool:authors share",
        "pool:authors share",
        "overflow pool:authors",
        "dust pool:authors",
        "pool:stewards share",
        "pool:stewards share",
        "dust pool:stewards",
    ]
