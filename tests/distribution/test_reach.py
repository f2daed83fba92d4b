"""What a label promises of a sponsor's payment: by the plan that holds, and never more than arrives."""

from datetime import UTC, datetime

import pytest

from diwan.distribution import public as distribution
from diwan.people import public as people

AT = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def place(db: None) -> people.Community:
    owner = people.create_person(email="o@example.org", display_name="O", language="en", at=AT)
    names = {"slug": "reach", "name_ar": "أ", "name_en": "A", "currency": "SAR", "timezone": "Asia/Riyadh"}
    return people.create_community(owner=owner, at=AT, language="en", **names)


def adopted(place: people.Community, slug: str) -> distribution.PlanView:
    document = distribution.plan_template(slug=slug, currency="SAR").document
    plan = distribution.draft_plan(community_id=place.pk, document=document, by=None, at=AT)
    distribution.adopt_plan(plan_id=plan.id, from_period="2026-05", by=None, at=AT)
    return plan


def test_half_of_a_sponsors_payment_reaches_members_by_the_expertise_plan(place: people.Community) -> None:
    plan = adopted(place, "expertise-qa")
    found = distribution.reach_of(community_id=place.pk, period="2026-06", kind="sponsor", amount_minor=100_01)
    assert (found.members_minor, found.plan_hash) == (50_01, plan.plan_hash)


def test_costs_are_taken_as_high_as_the_plan_lets_them_be(place: people.Community) -> None:
    adopted(place, "expertise-qa")
    found = distribution.reach_of(community_id=place.pk, period="2026-06", kind="membership", amount_minor=100_00)
    assert 0 < found.members_minor <= 55_00


@pytest.mark.parametrize("slug", [plan.slug for plan in distribution.plan_templates()])
def test_no_plan_promises_more_than_was_paid(place: people.Community, slug: str) -> None:
    adopted(place, slug)
    for kind in ("sponsor", "affiliate"):
        found = distribution.reach_of(community_id=place.pk, period="2026-06", kind=kind, amount_minor=77)
        assert 0 <= found.members_minor <= 77


def test_without_a_plan_nothing_is_promised(place: people.Community) -> None:
    found = distribution.reach_of(community_id=place.pk, period="2026-06", kind="sponsor", amount_minor=100)
    assert (found.members_minor, found.plan_hash) == (0, "")
