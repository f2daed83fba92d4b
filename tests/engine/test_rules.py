"""Each rule in a month small enough to work out by hand."""

from fractions import Fraction
from typing import Any

import pytest

from diwan.engine.public import EngineError, Settlement, SettlementRefused, parse_inputs, parse_plan, settle
from diwan.engine.rules import flows

Document = dict[str, Any]


def settled(pool: Document, inputs: Document, **changes: Any) -> Settlement:
    plan = parse_plan(
        {
            "plan": "p", "version": 1, "currency": "SAR", "period": "month",
            "waterfalls": [
                {"name": "w", "from": ["tip", "sponsor"], "lines": [{"name": "all", "take": "rest", "to": "pool:a"}]}
            ],
            "pools": {"a": pool},
        } | changes
    )  # fmt: skip
    return settle(plan, parse_inputs(inputs, plan))


def shares(pool: Document, inputs: Document) -> dict[str, int]:
    return dict(settled(pool, inputs).pools["a"].shares)


def tip(payer: str, gross: int, to: str | None = None, **more: Any) -> Document:
    receipt = {"id": f"{payer}>{to}{more}", "payer": payer, "kind": "tip", "gross": gross, "tax": 0, "fee": 0}
    return receipt | ({"to": to} if to else {}) | more


def test_claims_that_fit_are_paid_and_the_rest_overflows() -> None:
    pool = {"rule": "bounty", "claims": [["ana", 300], ["ben", 0]], "overflow": "acct:later"}
    result = settled(pool, {"receipts": [tip("x", 1000)]})
    assert dict(result.alloc) == {"acct:later": 700, "ana": 300}


def test_claims_of_the_period_replace_those_of_the_plan_and_repeated_ones_add_up() -> None:
    pool = {"rule": "fixed_takes", "claims": {"ana": 300}}
    claims = {"claims": {"a": [["ben", 100], ["ben", 50]]}}
    assert shares(pool, {"receipts": [tip("x", 1000)]}) == {"ana": 300}
    assert shares(pool, {"receipts": [tip("x", 1000)]} | claims) == {"ben": 150}


def test_a_suspended_or_untrusted_claimant_is_left_out_before_the_shortfall() -> None:
    pool = {"rule": "fixed_takes", "claims": {"ana": 100, "ben": 100, "cyd": 100}, "who": {"trust": 1, "tenure": 30}}
    members = {
        "ana": {"trust": 1, "tenure": 30},
        "ben": {"trust": 9, "tenure": 99, "status": "suspended"},
        "cyd": {"trust": 1, "tenure": 29},
    }
    assert shares(pool, {"receipts": [tip("x", 100)], "members": members}) == {"ana": 100}


def test_equal_shares_are_for_those_who_hold_a_role() -> None:
    pool = {"rule": "equal", "who": {"roles": ["lead", "mod"]}}
    members = {"ana": {"roles": ["lead"]}, "ben": {"roles": ["mod", "x"]}, "cyd": {"roles": ["x"]}, "dov": {}}
    result = settled(pool, {"receipts": [tip("x", 101)], "members": members})
    assert dict(result.alloc) == {"acct:community": 1, "ana": 50, "ben": 50}


def test_a_referrer_gets_a_part_of_what_the_friend_paid_but_never_of_his_own() -> None:
    inputs = {
        "receipts": [tip("ben", 1009), tip("ana", 500), tip("ana2", 100)],
        "persons": {"ana2": "ana"},
        "referrals": {"ben": "ana", "ana": "ana2", "ana2": "zoe"},
    }
    assert shares({"rule": "referral", "bps": 1000}, inputs) == {"ana": 100, "zoe": 60}


def test_points_above_a_cap_pass_to_the_others_until_all_are_capped() -> None:
    points = {"points": {"hours": {"ana": 60, "ben": 30, "cyd": 10}}, "receipts": [tip("x", 1000)]}
    assert shares({"rule": "points", "signal": "hours"}, points) == {"ana": 600, "ben": 300, "cyd": 100}
    assert shares({"rule": "points", "signal": "hours", "cap": 400}, points) == {"ana": 400, "ben": 400, "cyd": 200}
    result = settled({"rule": "points", "signal": "hours", "cap": 400, "cap_bps": 1000}, points)
    assert dict(result.alloc) == {"acct:community": 700, "ana": 100, "ben": 100, "cyd": 100}
    assert result.sharings["a"].capped == {"ana", "ben", "cyd"}


def test_patronage_counts_only_the_named_kinds() -> None:
    receipts = [tip("ana", 300), tip("ben", 100), tip("ben", 600, kind="sponsor")]
    assert shares({"rule": "patronage", "of": ["tip"]}, {"receipts": receipts}) == {"ana": 750, "ben": 250}


def test_a_payer_who_read_nobody_feeds_the_overflow() -> None:
    signals = {"value": [["ana", "poet", 2], ["ana", "star", 1]]}
    inputs = {"receipts": [tip("ana", 300), tip("ben", 50)], "signals": signals}
    result = settled({"rule": "user_centric", "signal": "value"}, inputs)
    assert dict(result.alloc) == {"acct:community": 50, "poet": 200, "star": 100}


def test_equal_mode_counts_people_and_not_clicks() -> None:
    inputs = {"receipts": [tip("ana", 300)], "signals": {"reads": [["ana", "poet", 99], ["ana", "star", 1]]}}
    assert shares({"rule": "user_centric", "signal": "reads", "mode": "equal"}, inputs) == {"poet": 150, "star": 150}


def test_one_eligible_reader_is_one_voice() -> None:
    pool = {"rule": "user_centric", "signal": "v", "attribution": "voice", "givers": {"trust": 1}, "who": {"trust": 0}}
    inputs = {
        "receipts": [tip("acme", 900)],
        "members": {"ana": {"trust": 1}, "ben": {"trust": 2}, "cyd": {"trust": 0}, "dov": {"trust": 1}},
        "signals": {"v": [["ana", "poet", 1], ["ben", "star", 50], ["ben", "poet", 50], ["cyd", "star", 999]]},
    }
    assert shares(pool, inputs) == {"poet": 675, "star": 225}


def test_directed_money_reaches_whom_it_names_and_the_rest_is_nobodys() -> None:
    receipts = [tip("ana", 100, "poet"), tip("ana", 300, "star"), tip("ben", 50), tip("cyd", 70, "cyd")]
    result = settled({"rule": "directed", "rounding": "largest_remainder"}, {"receipts": receipts})
    assert dict(result.alloc) == {"acct:community": 120, "poet": 100, "star": 300}


def test_thirds_of_thirds_lose_no_unit() -> None:
    signals = {"value": [[payer, to, 1] for payer in ("p", "q", "r") for to in ("a", "b", "c")]}
    inputs = {"receipts": [tip(payer, 1000) for payer in ("p", "q", "r")], "signals": signals}
    assert shares({"rule": "user_centric", "signal": "value"}, inputs) == {"a": 1000, "b": 1000, "c": 1000}


def test_largest_remainder_pays_out_all_that_engaged_payers_brought() -> None:
    pool = {"rule": "user_centric", "signal": "value", "rounding": "largest_remainder"}
    signals = {"value": [["ana", to, 1] for to in ("a", "b", "c")] + [["zero", "a", 1]]}
    inputs = {"receipts": [tip("ana", 100), tip("ben", 7)], "signals": signals}
    result = settled(pool, inputs).pools["a"]
    assert sorted(result.shares.values()) == [33, 33, 34]
    assert (result.unallocated, result.dust) == (7, 0)


def test_a_line_that_brought_nothing_pays_nothing_under_largest_remainder() -> None:
    waterfalls = [
        {
            "name": "w",
            "from": ["tip"],
            "lines": [{"name": "none", "take": {"fixed": 0}, "to": "pool:a"},
                      {"name": "rest", "take": "rest", "to": "acct:owner"}],
        }
    ]  # fmt: skip
    pool = {"rule": "user_centric", "signal": "value", "rounding": "largest_remainder"}
    inputs = {"receipts": [tip("ana", 100)], "signals": {"value": [["ana", "poet", 1]]}}
    assert dict(settled(pool, inputs, waterfalls=waterfalls).alloc) == {"acct:owner": 100}


def test_a_pool_with_too_many_edges_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows, "MAX_EDGES", 1)
    inputs = {"receipts": [tip("ana", 100)], "signals": {"value": [["ana", "poet", 1], ["ana", "star", 1]]}}
    with pytest.raises(SettlementRefused) as refusal:
        settled({"rule": "user_centric", "signal": "value"}, inputs)
    assert (refusal.value.place, refusal.value.code) == ("pools.a", "too_many_edges")
    assert isinstance(refusal.value, EngineError)


GIFTS = [tip("i", 50, "well"), tip("j", 50, "well"), tip("k", 50, "well")]
FUND = [tip("acme", 100_000, kind="sponsor")]


def test_three_friends_of_a_project_are_matched_exactly() -> None:
    """Each pair agrees by 50: 2·50·100/150 = 66⅔, three pairs make 200, not 199."""
    result = settled({"rule": "qf", "of": ["tip"], "pair_cap": 100}, {"receipts": GIFTS + FUND})
    assert result.pools["a"].shares == {"well": 200}
    assert result.sharings["a"].basis == {"well": 150}


def test_a_pair_that_agrees_everywhere_counts_less_each_time() -> None:
    """Both give 50 to both projects: K = 100, so each project gets 2·50·100/200 = 50 instead of 66⅔."""
    gifts = [tip(giver, 50, project) for giver in ("i", "j") for project in ("well", "road")]
    assert shares({"rule": "qf", "of": ["tip"], "pair_cap": 100}, {"receipts": gifts + FUND}) == {
        "road": 50,
        "well": 50,
    }


def test_a_single_giver_a_gift_to_oneself_and_an_untrusted_giver_draw_no_match() -> None:
    receipts = [tip("i", 50, "i"), tip("j", 50, "i"), tip("k", 50, "well"), tip("new", 50, "i"), tip("z", 0, "well")]
    members = {"i": {"trust": 2}, "j": {"trust": 2}, "k": {"trust": 2}}
    pool = {"rule": "qf", "of": ["tip"], "pair_cap": 100, "giver_trust": 2}
    assert shares(pool, {"receipts": receipts + FUND, "members": members}) == {}


def test_a_match_is_held_to_a_part_of_the_own_gifts() -> None:
    pool = {"rule": "qf", "of": ["tip"], "pair_cap": 100, "match_cap_bps": 10_000}
    result = settled(pool, {"receipts": GIFTS + FUND})
    assert result.pools["a"].shares == {"well": 150}
    assert result.sharings["a"].capped == {"well"}


def test_matches_beyond_the_pool_are_scaled_down_together() -> None:
    gifts = GIFTS + [tip(giver, 50, "road") for giver in ("l", "m", "n")]
    waterfalls = [
        {
            "name": "w",
            "from": ["tip"],
            "lines": [{"name": "fund", "take": {"fixed": 100}, "to": "pool:a"},
                      {"name": "rest", "take": "rest", "to": "acct:owner"}],
        }
    ]  # fmt: skip
    result = settled({"rule": "qf", "of": ["tip"], "pair_cap": 100}, {"receipts": gifts}, waterfalls=waterfalls)
    assert result.pools["a"].shares == {"road": 50, "well": 50}
    assert result.sharings["a"].uncapped["road"] == Fraction(200)
