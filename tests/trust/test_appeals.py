from datetime import timedelta

import pytest

from diwan.kernel.models import AuditLine
from diwan.people import public as people
from diwan.trust import errors
from diwan.trust import public as trust
from diwan.trust.enums import Outcome, ReportStatus

from .conftest import AT, POST, Garden, complain

Heard = list[tuple[str, str, int]]
LATER = AT + timedelta(days=2)


def decide(report: trust.Report, by: people.Membership, outcome: Outcome) -> trust.Decision:
    return trust.decide_report(report_id=report.pk, by=by, outcome=outcome, reason="It is copied.", at=AT)


def answer(appeal: trust.Appeal, by: people.Membership, overturn: bool = True, words: str = "Looked again.") -> None:
    trust.decide_appeal(appeal_id=appeal.pk, by=by, overturn=overturn, answer=words, at=LATER)


@pytest.fixture
def suspension(garden: Garden, report: trust.Report) -> trust.Decision:
    decision = decide(report, garden.salma, Outcome.SUSPEND)
    garden.writer.refresh_from_db()
    return decision


@pytest.fixture
def appeal(garden: Garden, suspension: trust.Decision) -> trust.Appeal:
    return trust.file_appeal(decision_id=suspension.pk, by=garden.writer, text="I wrote it first.", at=AT)


def test_a_suspended_member_appeals_and_sees_it_on_their_own_page(garden: Garden, appeal: trust.Appeal) -> None:
    [decision] = trust.standing_of(membership=garden.writer, at=AT).decisions
    assert (decision.outcome, decision.reason, decision.appeal_outcome) == ("suspend", "It is copied.", "")
    assert not decision.may_be_appealed
    assert trust.standing_of(membership=garden.reader, at=AT).decisions == ()
    assert str(appeal) == f"{appeal.decision_id} "


def test_appealing_twice_is_one_appeal(garden: Garden, appeal: trust.Appeal) -> None:
    again = trust.file_appeal(decision_id=appeal.decision_id, by=garden.writer, text="Please!", at=LATER)
    assert (again, again.text) == (appeal, "I wrote it first.")


def test_whom_a_decision_does_not_touch_cannot_appeal_and_learns_nothing(
    garden: Garden, suspension: trust.Decision
) -> None:
    assert trust.standing_of(membership=garden.writer, at=AT).decisions[0].may_be_appealed
    for other in (garden.reader, garden.badr, garden.stranger):
        with pytest.raises(errors.NoSuchDecision):
            trust.file_appeal(decision_id=suspension.pk, by=other, text="Unfair.", at=AT)
    with pytest.raises(errors.ReasonMissing):
        trust.file_appeal(decision_id=suspension.pk, by=garden.writer, text=" ", at=AT)


def test_appeals_are_seen_by_the_appellant_and_those_who_may_decide(garden: Garden, appeal: trust.Appeal) -> None:
    community_id = garden.community.pk
    for viewer in (garden.writer, garden.owner, garden.badr):
        assert list(trust.list_appeals(community_id=community_id, viewer=viewer)) == [appeal]
    for viewer in (garden.reader, garden.stranger, None):
        assert list(trust.list_appeals(community_id=community_id, viewer=viewer)) == []


def test_another_person_overturns_it_and_all_of_it_is_undone(
    garden: Garden, appeal: trust.Appeal, report: trust.Report, announced: Heard
) -> None:
    answer(appeal, garden.badr)
    garden.writer.refresh_from_db()
    report.refresh_from_db()
    assert announced == [("shown", POST, garden.community.pk)]
    assert garden.writer.is_active
    assert report.status == ReportStatus.DISMISSED
    assert trust.standing_of(membership=garden.writer, at=LATER).decisions[0].appeal_outcome == "overturned"
    kinds = [notice.kind for notice in people.list_notices(membership_id=garden.writer.pk)]
    assert kinds == ["appeal_decided", "decision_about_you"]
    line = AuditLine.objects.get(scope=garden.community.pk, action="appeal_overturned")
    assert line.actor == str(garden.badr.party_id)
    assert list(trust.list_appeals(community_id=garden.community.pk, viewer=garden.owner)) == []
    assert list(trust.list_appeals(community_id=garden.community.pk, viewer=garden.owner, open_only=False)) == [appeal]


def test_a_decision_that_stands_changes_nothing_and_is_final(
    garden: Garden, appeal: trust.Appeal, announced: Heard
) -> None:
    answer(appeal, garden.owner, overturn=False)
    garden.writer.refresh_from_db()
    assert announced == []
    assert not garden.writer.is_active
    with pytest.raises(errors.AlreadyDecided):
        answer(appeal, garden.badr)


def test_whoever_decided_or_is_part_of_it_does_not_decide_the_appeal(garden: Garden, appeal: trust.Appeal) -> None:
    people.grant_role(membership=garden.reader, role="steward", by=garden.owner, at=AT)
    for involved in (garden.salma, garden.reader):
        with pytest.raises(errors.NeedsAnotherPerson):
            answer(appeal, involved)
    people.revoke_role(membership=garden.reader, role="steward", by=garden.owner, at=AT)
    for powerless in (garden.reader, garden.writer):
        with pytest.raises(errors.NotAllowed):
            answer(appeal, powerless)
    with pytest.raises(errors.NoSuchAppeal):
        answer(appeal, garden.stranger)
    with pytest.raises(errors.ReasonMissing):
        answer(appeal, garden.badr, words="")


def test_who_reported_may_appeal_that_nothing_was_done_and_the_report_is_open_again(
    garden: Garden, report: trust.Report, announced: Heard
) -> None:
    dismissal = decide(report, garden.salma, Outcome.DISMISS)
    with pytest.raises(errors.NoSuchDecision):
        trust.file_appeal(decision_id=dismissal.pk, by=garden.writer, text="Mine?", at=AT)
    appeal = trust.file_appeal(decision_id=dismissal.pk, by=garden.reader, text="Look at the dates.", at=AT)
    answer(appeal, garden.badr)
    report.refresh_from_db()
    assert (report.status, announced) == (ReportStatus.OPEN, [])
    decide(report, garden.badr, Outcome.HIDE)
    assert announced == [("hidden", POST, garden.community.pk)]


def test_a_reopened_report_does_not_stand_beside_a_newer_one_of_the_same_member(
    garden: Garden, report: trust.Report
) -> None:
    dismissal = decide(report, garden.salma, Outcome.DISMISS)
    appeal = trust.file_appeal(decision_id=dismissal.pk, by=garden.reader, text="Look again.", at=AT)
    complain(garden, at=LATER)
    answer(appeal, garden.badr)
    assert trust.open_report_count(community_id=garden.community.pk) == 1


def test_what_two_decisions_hide_is_shown_when_both_are_overturned(
    garden: Garden, report: trust.Report, announced: Heard
) -> None:
    first = decide(report, garden.salma, Outcome.HIDE)
    second = decide(complain(garden, reporter=garden.badr), garden.salma, Outcome.HIDE)
    announced.clear()
    for decision, heard in ((first, 0), (second, 1)):
        appeal = trust.file_appeal(decision_id=decision.pk, by=garden.writer, text="No.", at=AT)
        answer(appeal, garden.owner)
        assert len(announced) == heard
    assert announced == [("shown", POST, garden.community.pk)]
    assert trust.standing_of(membership=garden.writer, at=LATER).standing == "active"
