"""The demo is the longest story the program is told: six months and a half, two communities, every room together."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from diwan import verifier
from diwan.cli import demo
from diwan.commerce import public as commerce
from diwan.commerce.errors import NoSuchOrder
from diwan.contributions.public import check_seals
from diwan.demo import build as building
from diwan.distribution import public as distribution
from diwan.distribution.enums import ObjectionStatus, Stage
from diwan.gathering import public as gathering
from diwan.ledger.public import balance, check
from diwan.payouts import public as payouts
from diwan.people import public as people
from diwan.trust.public import open_report_count

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MONTHS = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]
pytestmark = pytest.mark.django_db
DOORS = ("owner", "treasurer", "contributor", "member")


@pytest.fixture(scope="module")
def orchard(django_db_setup: None, django_db_blocker: Any) -> Iterator[people.Community]:
    """The demo, built once for all the tests of this file, and gone after them."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        building.build(at=NOW, tell=lambda line: None)
        yield people.get_community(slug=building.SLUG)
        transaction.set_rollback(True)


def member_behind(door: str, community: people.Community) -> people.Membership:
    person = people.find_person(email=f"{door}@demo.example")
    assert person is not None
    membership = people.get_membership(community_id=community.pk, person_id=person.pk)
    assert membership is not None
    return membership


def test_six_months_are_sealed_and_the_seventh_is_open(orchard: people.Community) -> None:
    stages = {view.label: view.stage for view in distribution.list_periods(community_id=orchard.pk)}
    assert stages == dict.fromkeys(MONTHS, Stage.SEALED) | {"2026-11": Stage.OPEN}


def test_neither_book_of_either_community_has_a_fault(orchard: people.Community) -> None:
    second = people.get_community(slug=building.SECOND_SLUG)
    assert check() == []
    assert check_seals(community_id=orchard.pk) == []
    assert check_seals(community_id=second.pk) == []
    assert second.currency == "KWD"


def bundle(community: people.Community, label: str) -> dict[str, bytes]:
    return dict(distribution.bundle_files(community_id=community.pk, period=label))


def test_a_stranger_verifies_all_six_bundles_and_their_chain(orchard: people.Community) -> None:
    bundles = [bundle(orchard, label) for label in MONTHS]
    for previous, files in zip([None, *bundles], bundles, strict=False):
        assert verifier.verify_files(files, previous=previous).problems == []


def test_a_bundle_whose_plan_was_altered_is_refused(orchard: people.Community) -> None:
    files = bundle(orchard, MONTHS[-1])
    altered = {path: content.replace(b"1500", b"1400", 1) for path, content in files.items()}
    assert altered != files
    assert verifier.verify_files(altered).problems != []


@pytest.mark.parametrize("label", MONTHS)
def test_every_statement_adds_up_and_so_do_all_of_them(orchard: people.Community, label: str) -> None:
    members = people.list_members(community_id=orchard.pk)
    total = 0
    for party in members.values_list("party_id", flat=True):
        if label not in dict(distribution.list_statements(community_id=orchard.pk, party=party)):
            continue
        view = distribution.statement(community_id=orchard.pk, period=label, party=party)
        assert sum(share.amount_minor for share in view.shares) == view.earned_minor
        assert view.payable_minor + sum(part.amount_minor for part in view.held) == view.earned_minor
        total += view.earned_minor
    books = distribution.settlement(community_id=orchard.pk, period=label)
    assert 0 < total == books.members_minor


def test_the_four_doors_lead_to_people_with_those_powers(orchard: people.Community) -> None:
    powers = {door: people.membership_roles(membership_id=member_behind(door, orchard).pk) for door in DOORS}
    assert "owner" in powers["owner"]
    assert "treasurer" in powers["treasurer"]
    assert powers["contributor"] == powers["member"] == {"member"}


def test_the_contributor_has_earned_every_month_and_was_paid(orchard: people.Community) -> None:
    layla = member_behind("contributor", orchard)
    assert set(dict(distribution.list_statements(community_id=orchard.pk, party=layla.party_id))) == set(MONTHS)
    states = {row.status for row in payouts.list_payouts(party=layla.party_id)}
    assert "confirmed" in states


def test_two_receipts_wait_for_the_owner_and_another_member_may_not_see_them(orchard: people.Community) -> None:
    owner, member = member_behind("owner", orchard), member_behind("member", orchard)
    waiting = commerce.list_orders_to_review(community_id=orchard.pk)
    assert len(waiting) == 2
    for order in waiting:
        assert commerce.get_order(order_id=order.id, viewer=owner.party_id).outstanding_minor == 600
        with pytest.raises(NoSuchOrder):
            commerce.get_order(order_id=order.id, viewer=member.party_id)


def test_the_refund_of_a_closed_month_was_replayed_and_one_objection_decided(orchard: people.Community) -> None:
    assert balance(community_id=orchard.pk, account="assets:refunds_to_recover") == 0
    objections = distribution.list_objections(community_id=orchard.pk)
    assert [row.status for row in objections] == [ObjectionStatus.ACCEPTED]
    assert len(objections[0].verdicts) == 2


def test_a_payment_that_came_back_is_owed_again(orchard: people.Community) -> None:
    states = [row.status for batch in payouts.list_batches(community_id=orchard.pk) for row in batch.payouts]
    assert states.count("returned") == 1
    assert {"sent", "confirmed"} <= set(states)


def test_reports_of_people_and_of_a_rule_wait_for_a_moderator(orchard: people.Community) -> None:
    assert open_report_count(community_id=orchard.pk) == 4


def test_both_languages_are_talked(orchard: people.Community) -> None:
    owner = member_behind("owner", orchard)
    seen: list[str] = []
    for language in ("ar", "en"):
        page = gathering.list_feed(community_id=orchard.pk, order="newest", language=language, viewer_id=owner.pk)
        assert len(page.items) > 8
        seen += [item.title for item in page.items]
    assert any("أوراق الطماطم" in title for title in seen)


def test_the_command_leaves_a_demo_that_stands_alone(orchard: people.Community) -> None:
    assert demo.build_once(quiet=True) is False
