from datetime import timedelta

import pytest

from diwan.kernel import audit, schedule
from diwan.kernel.models import AuditLine
from diwan.people import public as people
from diwan.trust import errors
from diwan.trust import public as trust
from diwan.trust.enums import Outcome, ReportStatus

from .conftest import AT, POST, Garden, complain

Heard = list[tuple[str, str, int]]
DAY = timedelta(days=1)


def decide(
    report: trust.Report, by: people.Membership, outcome: Outcome = Outcome.HIDE, **more: object
) -> trust.Decision:
    facts = {"reason": "It is copied.", "at": AT, **more}
    return trust.decide_report(report_id=report.pk, by=by, outcome=outcome, **facts)


def actions(garden: Garden) -> list[str]:
    return list(AuditLine.objects.filter(scope=garden.community.pk).order_by("number").values_list("action", flat=True))


def notices(membership: people.Membership) -> list[str]:
    return [notice.kind for notice in people.list_notices(membership_id=membership.pk)]


def test_hiding_is_announced_told_and_written_down(garden: Garden, report: trust.Report, announced: Heard) -> None:
    decision = decide(report, garden.salma)
    report.refresh_from_db()
    assert (report.status, report.decision) == (ReportStatus.UPHELD, decision)
    assert announced == [("hidden", POST, garden.community.pk)]
    assert notices(garden.reader) == ["report_decided"]
    assert notices(garden.writer) == ["decision_about_you"]
    assert notices(garden.stranger) == []
    line = AuditLine.objects.get(scope=garden.community.pk, action="report_hide")
    assert (line.actor, line.object_ref) == (str(garden.salma.party_id), POST)
    assert line.detail["reason"] == "It is copied."
    assert list(audit.broken_lines(scope=garden.community.pk)) == []
    assert str(decision) == f"{POST} hide"


def test_dismissing_hides_nothing_and_does_not_bother_the_writer(
    garden: Garden, report: trust.Report, announced: Heard
) -> None:
    decide(report, garden.salma, Outcome.DISMISS)
    assert announced == []
    assert notices(garden.writer) == []
    assert notices(garden.reader) == ["report_decided"]
    assert "report_dismiss" in actions(garden)


def test_one_decision_answers_every_report_on_the_object_and_none_on_another(
    garden: Garden, report: trust.Report
) -> None:
    second, other = complain(garden, reporter=garden.badr), complain(garden, object_ref="post:6")
    decide(report, garden.salma)
    for row in (second, other):
        row.refresh_from_db()
    assert (second.status, other.status) == (ReportStatus.UPHELD, ReportStatus.OPEN)
    with pytest.raises(errors.AlreadyDecided):
        decide(second, garden.owner, Outcome.DISMISS)


def test_members_decide_nothing_and_strangers_learn_nothing(
    garden: Garden, report: trust.Report, announced: Heard
) -> None:
    for member in (garden.reader, garden.writer):
        with pytest.raises(errors.NotAllowed):
            decide(report, member)
    for by, report_id in ((garden.stranger, report.pk), (garden.salma, 10**9)):
        with pytest.raises(errors.NoSuchReport):
            trust.decide_report(report_id=report_id, by=by, outcome=Outcome.HIDE, reason="x", at=AT)
    assert announced == []
    assert trust.open_report_count(community_id=garden.community.pk) == 1


def test_nobody_decides_about_themselves_nor_their_own_report_nor_through_a_second_account(garden: Garden) -> None:
    about, by = complain(garden, subject=garden.salma), complain(garden, reporter=garden.salma, object_ref="post:6")
    for report in (about, by):
        with pytest.raises(errors.NeedsAnotherPerson):
            decide(report, garden.salma)
    people.merge_memberships(keep=garden.writer, other=garden.badr, by=garden.owner, at=AT)
    garden.badr.refresh_from_db()
    with pytest.raises(errors.NeedsAnotherPerson):
        decide(complain(garden, object_ref="post:7"), garden.badr)


def test_a_decision_without_a_reason_is_none(garden: Garden, report: trust.Report, announced: Heard) -> None:
    with pytest.raises(errors.ReasonMissing):
        decide(report, garden.salma, reason="  ")
    assert announced == []


def test_a_suspension_hides_suspends_and_ends_by_itself(garden: Garden, report: trust.Report, announced: Heard) -> None:
    decide(report, garden.salma, Outcome.SUSPEND, until=AT + 7 * DAY)
    garden.writer.refresh_from_db()
    assert announced == [("hidden", POST, garden.community.pk)]
    assert not people.can(garden.writer, "write")
    standing = trust.standing_of(membership=garden.writer, at=AT + DAY)
    assert (standing.standing, standing.suspended_until) == ("suspended", AT + 7 * DAY)
    assert trust.standing_of(membership=garden.writer, at=AT + 7 * DAY).sanction_id is None
    assert trust.end_sanctions(at=AT + 7 * DAY - timedelta(seconds=1)) == 0
    schedule.run_due(at=AT + 7 * DAY)
    garden.writer.refresh_from_db()
    assert people.can(garden.writer, "write")
    assert trust.end_sanctions(at=AT + 9 * DAY) == 0
    assert actions(garden)[-4:] == ["membership_suspended", "report_suspend", "membership_active", "sanction_lifted"]


def test_a_suspension_without_an_end_lasts_until_somebody_lifts_it(garden: Garden, report: trust.Report) -> None:
    decide(report, garden.salma, Outcome.SUSPEND)
    sanction = trust.standing_of(membership=garden.writer, at=AT + 999 * DAY).sanction_id
    assert sanction is not None
    assert trust.end_sanctions(at=AT + 999 * DAY) == 0
    for nobody in (garden.reader, garden.writer):
        with pytest.raises(errors.NotAllowed):
            trust.lift_sanction(sanction_id=sanction, by=nobody, reason="please", at=AT)
    with pytest.raises(errors.NoSuchSanction):
        trust.lift_sanction(sanction_id=sanction, by=garden.stranger, reason="please", at=AT)
    with pytest.raises(errors.ReasonMissing):
        trust.lift_sanction(sanction_id=sanction, by=garden.badr, reason="", at=AT)
    trust.lift_sanction(sanction_id=sanction, by=garden.badr, reason="He apologised.", at=AT + DAY)
    garden.writer.refresh_from_db()
    assert garden.writer.is_active
    with pytest.raises(errors.NoSuchSanction):
        trust.lift_sanction(sanction_id=sanction, by=garden.badr, reason="He apologised.", at=AT + DAY)
    assert str(trust.Sanction.objects.get()) == f"{garden.writer.pk} suspension"


def test_nobody_can_be_suspended_for_no_term_or_twice_or_without_a_name(
    garden: Garden, report: trust.Report, announced: Heard
) -> None:
    with pytest.raises(errors.BadTerm):
        decide(report, garden.salma, Outcome.SUSPEND, until=AT)
    with pytest.raises(errors.NobodyToSuspend):
        decide(complain(garden, subject=None, object_ref="space:1"), garden.salma, Outcome.SUSPEND)
    decide(report, garden.salma, Outcome.SUSPEND)
    with pytest.raises(errors.NobodyToSuspend):
        decide(complain(garden, object_ref="post:6"), garden.salma, Outcome.SUSPEND)
    assert trust.Sanction.objects.count() == 1


def test_a_steward_cannot_suspend_an_owner_but_an_owner_can_suspend_a_steward(garden: Garden) -> None:
    with pytest.raises(errors.NotAllowed):
        decide(complain(garden, subject=garden.owner), garden.salma, Outcome.SUSPEND)
    decide(complain(garden, subject=garden.badr, object_ref="post:6"), garden.owner, Outcome.SUSPEND)
    garden.badr.refresh_from_db()
    assert not people.can(garden.badr, "moderate")


def test_a_member_reinstated_by_hand_can_be_suspended_again(garden: Garden, report: trust.Report) -> None:
    decide(report, garden.salma, Outcome.SUSPEND)
    garden.writer.refresh_from_db()
    people.reinstate_membership(membership=garden.writer, by=garden.owner, reason="mercy", at=AT)
    decide(complain(garden, object_ref="post:6"), garden.salma, Outcome.SUSPEND, at=AT + DAY)
    assert trust.Sanction.objects.filter(lifted_at=None).count() == 1


def test_a_member_who_left_while_suspended_stays_gone_when_the_term_ends(garden: Garden, report: trust.Report) -> None:
    decide(report, garden.salma, Outcome.SUSPEND, until=AT + DAY)
    garden.writer.refresh_from_db()
    people.leave_community(membership=garden.writer, at=AT)
    assert trust.end_sanctions(at=AT + DAY) == 1
    garden.writer.refresh_from_db()
    assert garden.writer.standing == "left"


def test_a_room_that_cannot_hide_stops_the_decision(
    garden: Garden, report: trust.Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("cannot hide")

    monkeypatch.setattr("diwan.kernel.registry.announce", broken)
    with pytest.raises(RuntimeError):
        decide(report, garden.salma)
    report.refresh_from_db()
    assert report.status == ReportStatus.OPEN
    assert notices(garden.writer) == []
    assert "report_hide" not in actions(garden)
