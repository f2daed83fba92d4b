"""Why 41.20? The answer must add up, for everyone, in every month."""

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.engine.explanation import Explanation
from diwan.engine.plan import Rounding
from diwan.engine.public import decimal_text, explain, parse_inputs, parse_plan, settle

Golden = Callable[[str], Any]


def told(golden: Golden, example: str, person: str) -> Explanation:
    plan = parse_plan(golden(f"{example}.plan"))
    inputs = parse_inputs(golden(f"{example}.inputs"), plan)
    return explain(plan, inputs, settle(plan, inputs), person)


def hundredths(value: Fraction) -> str:
    """Minor units of two decimals, cut after three, as the specification prints them."""
    return decimal_text(int(value * 10), 3)


def test_why_huda_earned_41_20(golden: Golden) -> None:
    story = told(golden, "ex1", "huda")
    assert (story.earned, story.gross, story.tax, story.fees, story.net) == (4120, 31050, 4050, 830, 26170)
    (members,) = story.waterfalls
    assert (members.gross, members.tax, members.fees, members.base) == (31050, 4050, 830, 26170)
    assert [(line.path, line.amount) for line in members.lines] == [
        ("members/hosting", 2000),
        ("members/owner", 3925),
        ("members/stewards", 2617),
        ("members/authors", 17628),
    ]
    (authors,) = story.pools
    assert (authors.rule, authors.amount, authors.share, authors.capped) == ("user_centric", 17628, 4120, False)
    assert [line.path for line in authors.feeds] == ["members/authors"]
    assert [(edge.payer, edge.weight, edge.total_weight, hundredths(edge.amount)) for edge in authors.edges] == [
        ("lina", 70, 110, "20.789"),
        ("sami", 40, 80, "16.334"),
        ("noor", 10, 80, "4.083"),
    ]
    assert hundredths(authors.edges[0].budget) == "32.669"
    assert authors.one_more == authors.edges[0].amount
    assert (authors.basis, authors.basis_total) == (None, 0)
    assert (authors.rounding.whole, authors.rounding.rank, authors.rounding.extra_unit) == (4120, None, False)
    assert [posting.why for posting in story.postings] == ["pool:authors share"]


def test_why_a_steward_got_less_than_claimed(golden: Golden) -> None:
    (stewards,) = told(golden, "ex1", "mod2").pools
    assert (stewards.basis, stewards.basis_total, stewards.uncapped) == (2000, 3500, 2000)
    assert (stewards.rounding.exact, stewards.rounding.fraction, stewards.share) == (
        Fraction(2617, 2),
        Fraction(1, 2),
        1308,
    )
    assert stewards.one_more is None


def test_why_a_capped_worker_got_20_074_and_who_received_the_last_unit(golden: Golden) -> None:
    (labour,) = told(golden, "ex2", "salem").pools
    assert (labour.capped, labour.rounding.exact, labour.share) == (True, Fraction(200742, 10), 20074)
    assert labour.uncapped == Fraction(66914 * 40, 100)
    (fahd,) = told(golden, "ex2", "fahd").pools
    assert (fahd.rounding_rule, fahd.rounding.rank, fahd.rounding.extra_unit) == (Rounding.LARGEST_REMAINDER, 1, True)
    assert fahd.one_more == Fraction(66914 * 16, 101) - Fraction(66914 * 15, 100)
    (coordinator,) = told(golden, "ex2", "c2").pools
    assert (coordinator.rounding.rank, coordinator.rounding.extra_unit) == (1, True)


def test_why_kai_was_matched_and_whose_tips_arrived(golden: Golden) -> None:
    creators, direct, match = told(golden, "ex3", "kai").pools
    assert (creators.share, direct.share, match.share) == (1600, 2680, 3915)
    assert (match.basis, match.basis_total, hundredths(match.uncapped)) == (3000, 6400, "45.887")
    assert [edge.payer for edge in direct.edges] == ["ana", "ben", "cyd"]
    assert match.one_more is None


@pytest.mark.parametrize(("person", "earned", "reasons"), [("acct:owner", 3925, 1), ("nobody", 0, 0)])
def test_accounts_and_strangers_have_a_short_story(golden: Golden, person: str, earned: int, reasons: int) -> None:
    story = told(golden, "ex1", person)
    assert (story.earned, story.pools, story.waterfalls, len(story.postings)) == (earned, (), (), reasons)


@given(rng=st.randoms(use_true_random=False))
def test_every_story_adds_up(rng: Random, a_month: Callable[..., Any]) -> None:
    plan_document, inputs_document = a_month(rng)
    plan = parse_plan(plan_document)
    inputs = parse_inputs(inputs_document, plan)
    settlement = settle(plan, inputs)
    for person in ["p0", "p1", "p2", "alt0"]:
        story = explain(plan, inputs, settlement, person)
        assert story.earned == sum(pool.share for pool in story.pools) == sum(each.amount for each in story.postings)
        for pool in story.pools:
            assert pool.share == pool.rounding.whole + pool.rounding.extra_unit
            if pool.edges and not pool.capped and pool.rounding_rule is Rounding.FLOOR:
                assert pool.share == sum(edge.amount for edge in pool.edges) // 1 or pool.rounding.fraction < 1
                assert abs(sum(edge.amount for edge in pool.edges) - pool.rounding.exact) < Fraction(1, 10**9)
        for waterfall in story.waterfalls:
            top = [line for line in waterfall.lines if line.path.count("/") == 1]
            assert sum(line.amount for line in top) == waterfall.base
