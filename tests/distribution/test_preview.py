"""Before anybody is paid: who would lose comes first, against last month and against another plan."""

from datetime import date, timedelta
from typing import Any

import pytest

from diwan.distribution import public as distribution
from diwan.distribution.enums import Stage
from diwan.distribution.errors import BadPlan, NoSuchPeriod, NotPublishedYet
from diwan.distribution.queries.preview import gini_bp

MONTH = "2026-01"


def with_owner_at(world: Any, bps: int) -> dict[str, Any]:
    plan = distribution.current_plan(community_id=world.id, period=MONTH)
    assert plan is not None
    document = plan.document
    document["waterfalls"][0]["lines"][1]["take"]["bps"] = bps
    return document


def february(world: Any) -> None:
    """A second month in which Salma alone is read."""
    published = world.close()
    world.close(at=published.objections_until + timedelta(minutes=1))
    at = world.counting(2026, 2, 15)
    world.pay(world.party("lina"), "membership", 5750, day=date(2026, 2, 15), at=at)
    world.act("lina", "salma", 500, at=at)


def test_the_first_month_has_nothing_to_be_compared_with(qanda: Any) -> None:
    qanda.close(until=Stage.PREVIEWED)
    seen = distribution.preview(community_id=qanda.id, period=MONTH)
    assert (seen.previous_period, seen.previous_plan_version, seen.other_gini_bp) == (None, None, None)
    assert (seen.gainer_count, seen.loser_count, seen.largest_loss_minor) == (5, 0, 0)
    assert seen.members_minor == 16975
    assert all(row.plan_change_minor == 0 for row in seen.rows)


def test_losers_against_last_month_come_first(qanda: Any) -> None:
    february(qanda)
    qanda.close(month="2026-02", at=qanda.counting(2026, 3, 2), until=Stage.PREVIEWED)
    seen = distribution.preview(community_id=qanda.id, period="2026-02")
    assert seen.previous_period == MONTH
    changes = [row.change_minor for row in seen.rows]
    assert changes == sorted(changes)
    assert seen.rows[0].party == qanda.party("huda")
    assert (seen.rows[0].now_minor, seen.rows[0].last_month_minor) == (0, 4120)
    assert seen.largest_loss_minor == 4120


def test_a_new_version_is_compared_with_the_one_before_on_the_same_month(qanda: Any) -> None:
    qanda.adopt(with_owner_at(qanda, 3000), month="2026-02", at=qanda.counting(2026, 1, 20))
    february(qanda)
    qanda.close(month="2026-02", at=qanda.counting(2026, 3, 2), until=Stage.PREVIEWED)
    seen = distribution.preview(community_id=qanda.id, period="2026-02")
    assert seen.previous_plan_version == 1
    salma = next(row for row in seen.rows if row.party == qanda.party("salma"))
    assert salma.plan_change_minor < 0
    assert (seen.loser_count, seen.gainer_count) == (1, 0)
    assert seen.other_members_minor is not None
    assert seen.other_members_minor > seen.members_minor


def test_a_draft_is_tried_on_a_month_that_was_settled(qanda: Any) -> None:
    qanda.close(until=Stage.SETTLED)
    tried = distribution.simulate_plan(community_id=qanda.id, document=with_owner_at(qanda, 500), period=MONTH)
    assert (tried.loser_count, tried.gainer_count) == (0, 3)
    owner = next(one for one in tried.accounts if one.account == "acct:owner")
    assert (owner.now_minor, owner.other_minor) == (1308, 3925)
    assert tried.gini_bp > 0
    assert distribution.list_plans(community_id=qanda.id)[0].version == 1


def test_a_draft_without_a_pool_is_tried_without_its_claims(qanda: Any) -> None:
    qanda.close(until=Stage.SETTLED)
    document = with_owner_at(qanda, 1500)
    del document["waterfalls"][0]["lines"][2], document["pools"]["stewards"]
    tried = distribution.simulate_plan(community_id=qanda.id, document=document, period=MONTH)
    losers = {row.party for row in tried.rows if row.plan_change_minor < 0}
    assert losers == {qanda.party("mod1"), qanda.party("mod2")}


def test_a_draft_that_cannot_be_read_is_refused(qanda: Any, founding: Any) -> None:
    with pytest.raises(NoSuchPeriod):
        distribution.simulate_plan(community_id=qanda.id, document={}, period=MONTH)
    distribution.open_period(community_id=qanda.id, period=MONTH, at=qanda.counting(2026, 1, 1))
    with pytest.raises(NotPublishedYet):
        distribution.simulate_plan(community_id=qanda.id, document={}, period=MONTH)
    qanda.close(until=Stage.SETTLED)
    with pytest.raises(BadPlan):
        distribution.simulate_plan(community_id=qanda.id, document={}, period=MONTH)
    with pytest.raises(NoSuchPeriod):
        distribution.preview(community_id=founding("other").id, period=MONTH)


@pytest.mark.parametrize(
    ("amounts", "expected"), [([], 0), ([0, 0], 0), ([5, 5, 5], 0), ([0, 10], 5000), ([0, 0, 0, 100], 7500)]
)
def test_gini_is_exact(amounts: list[int], expected: int) -> None:
    assert gini_bp(amounts) == expected
