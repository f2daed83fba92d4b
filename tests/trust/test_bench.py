"""Two people for money, the watch in turns, the blind look."""

from datetime import timedelta
from typing import Any

import pytest

from diwan.kernel.models import AuditLine, OutboxMessage
from diwan.people import public as people
from diwan.trust import errors, providers
from diwan.trust import public as trust
from diwan.trust.bench.queries import blind
from diwan.trust.enums import Outcome, ReportStatus

from .conftest import AT, Garden, complain

DAY = timedelta(days=1)


@pytest.fixture
def at_stake(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """What the books say is at stake; the test changes it."""
    said = {"points": 0, "month_points": 0, "unpaid_minor": 0}
    monkeypatch.setattr(providers, "_stakes", {"test": lambda **_: trust.Stake(**said)})
    return said


def answer(
    garden: Garden, report: trust.Report, by: str = "salma", outcome: Outcome = Outcome.SUSPEND, **more: Any
) -> Any:
    facts = {"code": "fraud", "reason": "Took money.", "days": 7, "at": AT, **more}
    return trust.answer_report(report_id=report.pk, by=getattr(garden, by), outcome=outcome, **facts)


def kinds(membership: people.Membership) -> list[str]:
    return [notice.kind for notice in people.list_notices(membership_id=membership.pk)]


def test_suspending_somebody_who_is_owed_money_waits_for_a_second_person(
    garden: Garden, report: trust.Report, at_stake: dict[str, int]
) -> None:
    at_stake["unpaid_minor"] = 5_270
    proposal = answer(garden, report)
    assert isinstance(proposal, trust.Proposal)
    garden.writer.refresh_from_db()
    assert garden.writer.is_active
    assert "decision_to_approve" in kinds(garden.badr)
    assert "decision_to_approve" not in kinds(garden.salma)
    decision = trust.approve_proposal(
        proposal_id=proposal.pk, content_hash=proposal.content_hash, by=garden.badr, at=AT + DAY
    )
    garden.writer.refresh_from_db()
    report.refresh_from_db()
    assert (garden.writer.is_active, report.status, decision.by) == (False, ReportStatus.UPHELD, garden.salma)
    line = AuditLine.objects.get(scope=garden.community.pk, action="proposal_carried")
    assert line.actor == str(garden.badr.party_id)


@pytest.mark.parametrize("who", ["salma", "reader", "stranger", "writer"])
def test_whoever_proposed_it_or_has_a_part_cannot_be_the_second(
    garden: Garden, report: trust.Report, at_stake: dict[str, int], who: str
) -> None:
    at_stake["unpaid_minor"] = 1
    proposal = answer(garden, report)
    people.grant_role(membership=garden.reader, role="steward", by=garden.owner, at=AT)
    with pytest.raises(errors.TrustError):
        trust.approve_proposal(
            proposal_id=proposal.pk, content_hash=proposal.content_hash, by=getattr(garden, who), at=AT + 9 * DAY
        )


def test_an_approval_is_bound_to_what_was_read(garden: Garden, report: trust.Report, at_stake: dict[str, int]) -> None:
    at_stake["unpaid_minor"] = 1
    proposal = answer(garden, report)
    read = proposal.content_hash
    trust.Proposal.objects.filter(pk=proposal.pk).update(outcome=Outcome.REMOVE)
    with pytest.raises(errors.ContentChanged):
        trust.approve_proposal(proposal_id=proposal.pk, content_hash=read, by=garden.badr, at=AT)


def test_many_points_need_two_and_few_do_not(garden: Garden, report: trust.Report, at_stake: dict[str, int]) -> None:
    at_stake["points"] = 20_001
    with pytest.raises(errors.NeedsSecondPerson):
        trust.decide_report(report_id=report.pk, by=garden.salma, outcome=Outcome.HIDE, reason="No.", at=AT)
    at_stake["points"] = 20_000
    assert isinstance(answer(garden, report, outcome=Outcome.HIDE), trust.Decision)


def test_leaving_it_or_a_warning_never_needs_two(
    garden: Garden, report: trust.Report, at_stake: dict[str, int]
) -> None:
    at_stake |= {"points": 900_000, "unpaid_minor": 900_000}
    assert isinstance(answer(garden, report, outcome=Outcome.WARN), trust.Decision)
    assert garden.writer.is_active
    letters = OutboxMessage.objects.filter(topic=people.MAIL, payload__membership=garden.writer.pk)
    assert letters.get().payload["kind"] == "decision_about_you"


def test_who_is_alone_waits_a_day_and_the_owner_is_told(
    garden: Garden, report: trust.Report, at_stake: dict[str, int]
) -> None:
    for name in ("salma", "badr"):
        people.revoke_role(membership=getattr(garden, name), role="steward", by=garden.owner, at=AT)
    at_stake["unpaid_minor"] = 1
    proposal = answer(garden, report, by="owner")
    facts = {"proposal_id": proposal.pk, "content_hash": proposal.content_hash, "by": garden.owner}
    assert "decision_alone" in kinds(garden.owner)
    with pytest.raises(errors.TooEarly):
        trust.approve_proposal(at=AT + timedelta(hours=23), **facts)
    assert trust.approve_proposal(at=AT + timedelta(hours=24), **facts).outcome == Outcome.SUSPEND


def test_a_declined_proposal_leaves_the_report_waiting(
    garden: Garden, report: trust.Report, at_stake: dict[str, int]
) -> None:
    at_stake["unpaid_minor"] = 1
    proposal = answer(garden, report)
    with pytest.raises(errors.AlreadyDecided):
        answer(garden, report, by="badr")
    trust.decline_proposal(proposal_id=proposal.pk, by=garden.badr, answer="A word is enough.", at=AT)
    report.refresh_from_db()
    assert report.status == ReportStatus.OPEN
    assert "proposal_answered" in kinds(garden.salma)
    assert isinstance(answer(garden, report, by="badr", outcome=Outcome.NOTE), trust.Decision)


def test_anything_done_rests_on_a_published_reason(garden: Garden, report: trust.Report) -> None:
    with pytest.raises(errors.CodeMissing):
        answer(garden, report, outcome=Outcome.WARN, code="")
    assert isinstance(answer(garden, report, outcome=Outcome.DISMISS, code=""), trust.Decision)


def test_proposals_are_seen_by_moderators_alone_and_not_by_the_one_concerned(
    garden: Garden, report: trust.Report, at_stake: dict[str, int]
) -> None:
    at_stake["unpaid_minor"] = 1
    proposal = answer(garden, report)
    people.grant_role(membership=garden.writer, role="steward", by=garden.owner, at=AT)
    seen = {
        name: list(trust.list_proposals(community_id=garden.community.pk, viewer=getattr(garden, name)))
        for name in ("owner", "salma", "badr", "writer", "reader", "stranger")
    }
    assert seen == {
        "owner": [proposal],
        "salma": [proposal],
        "badr": [proposal],
        "writer": [],
        "reader": [],
        "stranger": [],
    }


def test_removal_is_a_sanction_without_an_end_and_an_appeal_undoes_it(garden: Garden, report: trust.Report) -> None:
    proposal = answer(garden, report, outcome=Outcome.REMOVE)
    decision = trust.approve_proposal(
        proposal_id=proposal.pk, content_hash=proposal.content_hash, by=garden.badr, at=AT
    )
    garden.writer.refresh_from_db()
    standing = trust.standing_of(membership=garden.writer, at=AT + 400 * DAY)
    assert (standing.standing, standing.is_removed, standing.suspended_until) == ("suspended", True, None)
    appeal = trust.file_appeal(decision_id=decision.pk, by=garden.writer, text="No.", at=AT)
    trust.decide_appeal(appeal_id=appeal.pk, by=garden.owner, overturn=True, answer="Right.", at=AT)
    garden.writer.refresh_from_db()
    assert garden.writer.is_active


def test_only_who_keeps_watch_is_told_and_after_half_a_day_everybody(garden: Garden) -> None:
    week = trust.week_of(community_id=garden.community.pk, at=AT)
    trust.take_duty(membership=garden.badr, week_date=week, by=garden.owner, at=AT)
    complain(garden)
    assert "report_to_decide" in kinds(garden.badr)
    assert "report_to_decide" not in kinds(garden.salma) + kinds(garden.owner) + kinds(garden.writer)
    assert trust.widen_reports(at=AT + timedelta(hours=11)) == 0
    assert trust.widen_reports(at=AT + timedelta(hours=12)) == 1
    assert "report_to_decide" in kinds(garden.salma)
    assert kinds(garden.badr).count("report_to_decide") == 1
    assert trust.widen_reports(at=AT + timedelta(hours=13)) == 0


def test_a_week_nobody_took_is_everybodys(garden: Garden, report: trust.Report) -> None:
    assert all("report_to_decide" in kinds(member) for member in (garden.owner, garden.salma, garden.badr))
    assert "report_to_decide" not in kinds(garden.reader) + kinds(garden.stranger)


def test_only_moderators_keep_watch(garden: Garden) -> None:
    week = trust.week_of(community_id=garden.community.pk, at=AT)
    with pytest.raises(errors.NotAModerator):
        trust.take_duty(membership=garden.reader, week_date=week, by=garden.owner, at=AT)
    with pytest.raises(errors.NotAllowed):
        trust.take_duty(membership=garden.salma, week_date=week, by=garden.reader, at=AT)
    with pytest.raises(errors.BadTerm):
        trust.take_duty(membership=garden.salma, week_date=week + DAY, by=garden.owner, at=AT)


def test_one_in_twenty_is_drawn_the_same_every_time() -> None:
    drawn = [number for number in range(20_000) if blind.is_drawn(number)]
    assert 850 <= len(drawn) <= 1150
    assert drawn == [number for number in range(20_000) if blind.is_drawn(number)]


def test_a_blind_look_changes_nothing_but_the_figure(
    garden: Garden, report: trust.Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blind, "DRAWN_BP", 10_000)
    decision = answer(garden, report, outcome=Outcome.HIDE)
    assert trust.list_blind(viewer=garden.salma) == []
    with pytest.raises(errors.NothingToReview):
        trust.review_blindly(decision_id=decision.pk, by=garden.salma, outcome=Outcome.HIDE, at=AT)
    trust.review_blindly(decision_id=decision.pk, by=garden.badr, outcome=Outcome.DISMISS, at=AT)
    found = trust.agreement(community_id=garden.community.pk)
    assert (found.looked, found.agreed, found.rate_bp) == (1, 0, 0)
    report.refresh_from_db()
    assert report.status == ReportStatus.UPHELD
    assert trust.list_blind(viewer=garden.owner) == []
