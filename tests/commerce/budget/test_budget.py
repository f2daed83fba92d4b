"""A month's budget: planned by keepers, published to members, receipts and all."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from diwan.commerce import public as commerce
from diwan.commerce.budget import errors
from diwan.kernel.periods import UnreadablePeriod
from diwan.people import errors as people_errors

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
MONTH = "2026-10"


@pytest.fixture
def paper(settings: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    settings.MEDIA_ROOT = tmp_path
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "olive").save(out, "PNG")
    return out.getvalue()


def plan(till, planned: dict[str, int] | None = None, by=None) -> int:
    who = (by or till.treasurer).party_id
    return commerce.budget.plan_budget(
        community_id=till.community.pk, period=MONTH, planned=planned or {"hosting": 9_000}, note="", by=who, at=AT
    )


def spend(till, amount_minor: int = 8_000, actual: str = "hosting") -> int:
    return commerce.record_cost(
        community_id=till.community.pk, actual=actual, amount_minor=amount_minor, paid_from="bank", date=AT.date(),
        note="", by=till.owner.party_id, at=AT, key=f"{actual}-{amount_minor}",
    )  # fmt: skip


def test_planned_and_spent_stand_beside_each_other(till) -> None:
    plan(till, {"hosting": 9_000, "rent": 5_000})
    spend(till)
    spend(till, 700, "materials")
    view = commerce.budget.get_budget(community_id=till.community.pk, period=MONTH)
    found = {line.actual: (line.planned_minor, line.spent_minor) for line in view.lines}
    assert found == {"hosting": (9_000, 8_000), "rent": (5_000, 0), "materials": (0, 700)}
    assert (view.planned_minor, view.spent_minor, view.without_paper_count) == (14_000, 8_700, 2)


def test_planning_again_replaces_and_zero_is_not_planned(till) -> None:
    first = plan(till, {"hosting": 9_000, "rent": 5_000})
    assert plan(till, {"hosting": 100, "rent": 0}) == first
    view = commerce.budget.get_budget(community_id=till.community.pk, period=MONTH)
    assert [(line.actual, line.planned_minor) for line in view.lines] == [("hosting", 100)]


@pytest.mark.parametrize("planned", [{"hosting": -1}, {"hosting": 10**13}, {"Not A Name": 5}, {"../x": 5}])
def test_what_is_no_budget_is_refused(till, planned: dict[str, int]) -> None:
    with pytest.raises(errors.BadBudget):
        plan(till, planned)


def test_a_budget_changes_no_money_and_a_month_that_is_none_is_refused(till) -> None:
    plan(till)
    with pytest.raises(UnreadablePeriod):
        commerce.budget.get_budget(community_id=till.community.pk, period="2026-13")
    with pytest.raises(errors.BadBudget):
        commerce.budget.publish_budget(community_id=till.community.pk, period="2026-09", by=till.owner.party_id, at=AT)


def test_only_keepers_plan_publish_and_attach(till, paper: bytes) -> None:
    cost, scope = spend(till), till.community.pk
    for who in (till.layla, till.stranger):
        by = who.party_id
        with pytest.raises(people_errors.NotAllowed):
            plan(till, by=who)
        with pytest.raises(people_errors.NotAllowed):
            commerce.budget.publish_budget(community_id=scope, period=MONTH, by=by, at=AT)
        with pytest.raises(people_errors.NotAllowed):
            commerce.budget.attach_paper(cost_id=cost, community_id=scope, content=paper, by=by, at=AT)


def test_members_see_a_receipt_once_its_month_is_published(till, paper: bytes) -> None:
    plan(till)
    cost, scope, by = spend(till), till.community.pk, till.owner.party_id
    one = commerce.budget.attach_paper(cost_id=cost, community_id=scope, content=paper, by=by, at=AT)
    with pytest.raises(errors.NoSuchPaper):
        commerce.budget.get_paper(paper_id=one, community_id=scope, is_keeper=False)
    assert commerce.budget.get_paper(paper_id=one, community_id=scope, is_keeper=True).is_file()
    commerce.budget.publish_budget(community_id=scope, period=MONTH, by=by, at=AT)
    assert commerce.budget.get_paper(paper_id=one, community_id=scope, is_keeper=False).suffix == ".webp"
    assert commerce.budget.list_published(community_id=scope) == [MONTH]
    with pytest.raises(errors.NoSuchPaper):
        commerce.budget.get_paper(paper_id=one, community_id=scope + 1, is_keeper=True)


def test_a_receipt_belongs_to_a_cost_of_this_community(till, paper: bytes) -> None:
    cost = spend(till)
    with pytest.raises(errors.NoSuchCost):
        commerce.budget.attach_paper(
            cost_id=cost + 999, community_id=till.community.pk, content=paper, by=till.owner.party_id, at=AT
        )


def test_a_cost_takes_ten_receipts_and_leaves_no_stray_file(till, paper: bytes, settings) -> None:
    cost, told = spend(till), {"community_id": till.community.pk, "by": till.owner.party_id, "at": AT}
    for _number in range(10):
        commerce.budget.attach_paper(cost_id=cost, content=paper, **told)
    with pytest.raises(errors.TooManyPapers):
        commerce.budget.attach_paper(cost_id=cost, content=paper, **told)
    assert len(list(Path(settings.MEDIA_ROOT).rglob("*.webp"))) == 10
