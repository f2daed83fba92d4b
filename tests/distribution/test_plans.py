"""Plans: drafted, numbered, adopted for months to come and never for months that have begun."""

from typing import Any

import pytest

from diwan.distribution import public as distribution
from diwan.distribution import tasks
from diwan.distribution.errors import BadPlan, NoPlanYet, NoSuchPlan, PeriodOutOfOrder, PlanTooLate
from diwan.distribution.models import AccountingPeriod


def simple(owner_bps: int = 1000, **changes: Any) -> dict[str, Any]:
    owner = {"name": "owner", "take": {"bps": owner_bps, "of": "base"}, "to": "acct:owner"}
    rest = {"name": "authors", "take": "rest", "to": "pool:authors"}
    return {
        "plan": "simple",
        "version": 1,
        "currency": "SAR",
        "period": "month",
        "waterfalls": [{"name": "members", "from": ["membership"], "lines": [owner, rest]}],
        "pools": {"authors": {"rule": "user_centric", "signal": "value"}},
        **changes,
    }


def test_versions_are_counted_by_the_community_whatever_the_document_says(world: Any) -> None:
    drafts = [
        distribution.draft_plan(
            community_id=world.id, document=simple(version=7), by=None, at=world.counting(2026, 1, 1)
        )
        for _ in range(2)
    ]
    assert [draft.version for draft in drafts] == [1, 2]
    assert [plan.version for plan in distribution.list_plans(community_id=world.id)] == [2, 1]
    assert distribution.get_plan(community_id=world.id, plan_id=drafts[0].id).from_period is None


def test_income_the_plan_does_not_mention_goes_to_the_communitys_account(world: Any) -> None:
    world.adopt(simple())
    world.pay(world.outsider("Seeds & Co"), "sponsor", 5000)
    world.close()
    view = distribution.settlement(community_id=world.id, period="2026-01")
    assert view.accounts == {"acct:community": 5000}


def test_a_plan_that_names_every_kind_is_kept_word_for_word(world: Any) -> None:
    kinds = [
        "membership",
        "service",
        "product",
        "course",
        "ticket",
        "tip",
        "sponsor",
        "ad",
        "affiliate",
        "job_ad",
        "sale",
    ]
    document = simple()
    document["waterfalls"][0]["from"] = kinds
    plan = distribution.draft_plan(community_id=world.id, document=document, by=None, at=world.counting(2026, 1, 1))
    assert len(plan.document["waterfalls"]) == 1


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"currency": "KWD"}, "KWD ≠ SAR"),
        ({"waterfalls": "all to me"}, "waterfalls"),
        ({"waterfalls": [{"name": "m", "from": ["membership"], "lines": []}]}, "waterfalls[0]"),
        ({"dust_to": "acct:" + "a" * 61}, "too long"),
    ],
)
def test_an_unusable_plan_is_refused_and_the_place_is_named(world: Any, changes: Any, place: str) -> None:
    with pytest.raises(BadPlan) as refused:
        distribution.draft_plan(
            community_id=world.id, document=simple(**changes), by=None, at=world.counting(2026, 1, 1)
        )
    assert place in str(refused.value)
    assert distribution.list_plans(community_id=world.id) == []


def test_a_month_keeps_the_plan_it_was_opened_with(world: Any) -> None:
    world.adopt(simple(1000), month="2026-01")
    distribution.open_period(community_id=world.id, period="2026-01", at=world.counting(2026, 1, 1))
    world.adopt(simple(9000), month="2026-02", at=world.counting(2026, 1, 10))
    world.party("huda")
    world.pay(world.party("lina"), "membership", 1000)
    world.act("lina", "huda", 500)
    closed = world.close(waive_window=True)
    assert closed.plan_version == 1
    assert world.balance("liabilities:owner") == 100
    february = distribution.open_period(community_id=world.id, period="2026-02", at=world.counting(2026, 2, 3))
    assert february.plan_version == 2
    assert february.plan_hash != closed.plan_hash


@pytest.mark.parametrize("month", ["2025-12", "2026-01"])
def test_a_plan_cannot_be_adopted_for_a_month_that_is_open_or_past(world: Any, month: str) -> None:
    world.adopt(simple(), month="2025-12")
    distribution.open_period(community_id=world.id, period="2026-01", at=world.counting(2026, 1, 1))
    with pytest.raises(PlanTooLate):
        world.adopt(simple(9000), month=month, at=world.counting(2026, 1, 2))


def test_a_month_that_has_begun_is_too_late_even_when_nobody_opened_it_yet(world: Any) -> None:
    world.adopt(simple(), month="2025-12")
    distribution.open_period(community_id=world.id, period="2025-12", at=world.counting(2025, 12, 1))
    with pytest.raises(PlanTooLate):
        world.adopt(simple(9000), month="2026-01", at=world.counting(2026, 1, 2))


def test_the_first_plan_may_take_in_the_month_under_way(world: Any) -> None:
    world.adopt(simple(), month="2026-01", at=world.counting(2026, 1, 20))
    assert distribution.current_plan(community_id=world.id, period="2026-01") is not None
    assert distribution.current_plan(community_id=world.id, period="2025-12") is None


def test_of_two_adoptions_for_a_month_the_later_word_holds(world: Any) -> None:
    world.adopt(simple(1000), month="2026-03")
    second = world.adopt(simple(2000), month="2026-03")
    world.adopt(simple(3000), month="2026-02")
    current = distribution.current_plan(community_id=world.id, period="2026-04")
    assert current is not None
    assert current.id == second


def test_a_month_without_a_plan_cannot_be_opened(world: Any) -> None:
    world.adopt(simple(), month="2026-02")
    with pytest.raises(NoPlanYet):
        distribution.open_period(community_id=world.id, period="2026-01", at=world.counting(2026, 1, 1))


def test_months_are_opened_in_order(world: Any) -> None:
    world.adopt(simple(), month="2026-01")
    distribution.open_period(community_id=world.id, period="2026-02", at=world.counting(2026, 2, 1))
    with pytest.raises(PeriodOutOfOrder):
        distribution.open_period(community_id=world.id, period="2026-01", at=world.counting(2026, 2, 1))


def test_the_job_opens_the_month_under_way_where_a_plan_holds(world: Any, founding: Any) -> None:
    world.adopt(simple(), month="2026-01")
    later = founding("later")
    later.adopt(simple(), month="2026-09")
    for _ in range(2):
        tasks.open_periods(world.counting(2026, 1, 31).replace(hour=22))  # it is February already in Riyadh
    opened = list(AccountingPeriod.objects.values_list("community", "label"))
    assert opened == [(world.id, "2026-02")]


def test_another_communitys_plan_is_as_good_as_none(world: Any, founding: Any) -> None:
    other = founding("other")
    plan = other.adopt(simple())
    with pytest.raises(NoSuchPlan):
        distribution.get_plan(community_id=world.id, plan_id=plan)
    with pytest.raises(NoSuchPlan):
        distribution.adopt_plan(plan_id=plan + 1000, from_period="2026-02", by=None, at=world.counting(2026, 1, 1))


@pytest.mark.parametrize(("currency", "least"), [("SAR", 5000), ("KWD", 50000), ("JPY", 50)])
def test_the_default_template_speaks_the_communitys_currency(
    founding: Any, db: None, currency: str, least: int
) -> None:
    world = founding(currency.lower(), currency)
    templates = distribution.plan_templates(currency=currency)
    assert len(templates) == 6
    assert templates[0].slug == distribution.DEFAULT_TEMPLATE
    for template in templates:
        plan = distribution.draft_plan(
            community_id=world.id, document=template.document, by=None, at=world.counting(2026, 1, 1)
        )
        assert plan.document["currency"] == currency
        assert template.name_in("ar") != template.name_in("en")
        assert template.about_in("ar") != template.about_in("en")
    assert templates[0].document["min_payout"] == least


def test_templates_without_a_currency_come_in_their_own() -> None:
    assert distribution.plan_template(slug="local-cooperative").document["currency"] == "KWD"


def test_a_plan_is_told_line_by_line(world: Any) -> None:
    template = distribution.plan_template(slug="expertise-qa", currency="SAR")
    words = distribution.plan_in_words(document=template.document)
    members, *_, other = words.waterfalls
    assert [(one.name, one.take_kind, one.tone) for one in members.lines] == [
        ("running costs", "actual", "costs"),
        ("owner", "bps", "owner"),
        ("stewards", "bps", "team"),
        ("bounties", "bps", "members"),
        ("experts", "rest", "members"),
    ]
    assert (members.lines[0].actual, members.lines[0].max_bp) == ("hosting", 1500)
    assert (members.lines[2].roles, members.lines[2].shortfall) == (("steward",), "proportional")
    assert members.lines[3].max_minor == 500000
    assert (words.holdback_bp, words.holdback_periods, words.seasoned_after_days) == (1000, 4, 120)
    assert (other.name, "sale" in other.kinds) == ("other income", True)
    assert [one.code for one in words.advice] == []


def test_a_nested_flow_is_told_below_its_line_and_an_ungated_pool_gets_advice() -> None:
    into = {"name": "team", "take": {"fixed": 500}, "to": "flow:team"}
    rest = {"name": "authors", "take": "rest", "to": "pool:authors"}
    document = simple(
        waterfalls=[{"name": "members", "from": ["membership"], "lines": [into, rest]}],
        flows={"team": {"lines": [{"name": "hours", "take": "rest", "to": "pool:hours"}]}},
    )
    document["pools"] |= {"hours": {"rule": "points", "signal": "hours_confirmed"}}
    words = distribution.plan_in_words(document=document)
    lines = words.waterfalls[0].lines
    assert [(one.name, one.depth, one.amount_minor) for one in lines] == [
        ("team", 0, 500),
        ("hours", 1, None),
        ("authors", 0, None),
    ]
    assert {one.code for one in words.advice} == {"no_cap", "no_gate"}
