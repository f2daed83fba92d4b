"""A member says that the close is wrong: heard by two people who took no part, answered by new entries only."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from diwan.distribution import public as distribution
from diwan.distribution import tasks
from diwan.distribution.enums import ObjectionStatus, Stage
from diwan.distribution.errors import (
    AlreadyDecided,
    BadCorrection,
    NoSuchLine,
    NoSuchObjection,
    NotYourStatement,
    TookPart,
    WindowClosed,
    WindowNotOpen,
)
from diwan.distribution.models import AccountingPeriod, Objection, Verdict

MONTH = "2026-01"


def object_to(world: Any, name: str = "huda", **changes: Any) -> distribution.ObjectionView:
    facts = {"line": "", "text": "My guide is missing.", "at": world.counting(2026, 2, 3), **changes}
    return distribution.raise_objection(community_id=world.id, period=MONTH, party=world.party(name), **facts)


def judge(world: Any, objection: Any, *names: str, decision: str = "accepted", **changes: Any) -> Any:
    facts = {"reason": "The guide was read.", "at": world.counting(2026, 2, 4), **changes}
    by = [world.party(name) for name in names]
    return distribution.resolve_objection(objection_id=objection.id, decision=decision, by=by, **facts)


def test_an_accepted_objection_is_paid_by_the_community_when_the_month_is_posted(qanda: Any) -> None:
    published = qanda.close()
    objection = object_to(qanda)
    decided = judge(qanda, objection, "lina", "noor", correction_minor=250)
    assert (decided.status, decided.correction_minor, decided.corrected_at) == (ObjectionStatus.ACCEPTED, 250, None)
    qanda.close(at=published.objections_until + timedelta(minutes=1))
    assert qanda.balance("liabilities:members", "huda") == 3708 + 250
    assert qanda.balance("funds:community") == 3270 - 250
    view = distribution.statement(community_id=qanda.id, period=MONTH, party=qanda.party("huda"))
    assert (view.earned_minor, view.corrected_minor, view.window.mine[0].reason) == (4120, 250, "The guide was read.")
    books = distribution.open_books(community_id=qanda.id, period=MONTH)
    assert (books.objections.accepted, books.objections.corrections_minor) == (1, 250)


def test_a_correction_decided_late_is_a_new_entry_in_a_month_that_stays_sealed(qanda: Any) -> None:
    published = qanda.close()
    objection = object_to(qanda)
    late = published.objections_until + timedelta(days=7)
    sealed = qanda.close(at=late)
    assert (sealed.stage, sealed.open_objection_count) == (Stage.SEALED, 1)
    decided = judge(qanda, objection, "lina", "noor", correction_minor=250, at=late)
    assert decided.corrected_at == late
    assert qanda.balance("liabilities:members", "huda") == 3708 + 250
    manifest = distribution.get_period(community_id=qanda.id, period=MONTH).manifest_hash
    assert manifest == published.manifest_hash


def test_an_open_objection_holds_the_posting_back_for_one_more_window_at_most(qanda: Any) -> None:
    published = qanda.close()
    objection = object_to(qanda)
    after = published.objections_until + timedelta(minutes=1)
    assert qanda.close(at=after).stage is Stage.PUBLISHED
    assert qanda.close(at=after, waive_window=True).stage is Stage.PUBLISHED
    judge(qanda, objection, "lina", "noor", decision="rejected")
    tasks.finish_closes(after)
    assert distribution.get_period(community_id=qanda.id, period=MONTH).stage is Stage.SEALED


def test_one_verdict_decides_nothing_and_a_second_must_agree(qanda: Any) -> None:
    qanda.close()
    objection = object_to(qanda)
    assert judge(qanda, objection, "lina", correction_minor=250).status is ObjectionStatus.OPEN
    assert judge(qanda, objection, "lina", correction_minor=250).status is ObjectionStatus.OPEN
    assert judge(qanda, objection, "noor", correction_minor=200).status is ObjectionStatus.OPEN
    decided = distribution.resolve_objection(
        objection_id=objection.id,
        decision="accepted",
        reason="We agree.",
        by=qanda.party("sami"),
        at=qanda.counting(2026, 2, 5),
        correction_minor=250,
    )
    assert (decided.status, decided.reason) == (ObjectionStatus.ACCEPTED, "We agree.")
    assert [verdict.correction_minor for verdict in decided.verdicts] == [250, 200, 250]
    with pytest.raises(AlreadyDecided):
        judge(qanda, objection, "dana", decision="rejected")


@pytest.mark.parametrize("judge_name", ["huda", "owner"])
def test_who_objects_and_who_closed_cannot_judge(qanda: Any, judge_name: str) -> None:
    qanda.close()
    objection = object_to(qanda)
    with pytest.raises(TookPart):
        judge(qanda, objection, "lina", judge_name)
    assert distribution.get_objection(community_id=qanda.id, objection_id=objection.id).verdicts == ()


def test_whom_the_questioned_line_paid_cannot_judge_it(qanda: Any) -> None:
    qanda.close()
    objection = object_to(qanda, "lina", line="stewards")
    with pytest.raises(TookPart):
        judge(qanda, objection, "noor", "mod1", decision="rejected")
    assert judge(qanda, objection, "noor", "huda", decision="rejected").status is ObjectionStatus.REJECTED
    row = Objection.objects.get()
    assert str(row) == f"{qanda.id} {MONTH} rejected"
    assert {str(verdict) for verdict in Verdict.objects.all()} == {"rejected"}


def test_a_stranger_cannot_judge(qanda: Any, founding: Any) -> None:
    other = founding("other")
    qanda.close()
    objection = object_to(qanda)
    with pytest.raises(TookPart):
        distribution.resolve_objection(
            objection_id=objection.id,
            decision="accepted",
            reason="",
            by=[other.owner.party_id, uuid4()],
            at=qanda.counting(2026, 2, 4),
        )


@pytest.mark.parametrize(("decision", "correction"), [("rejected", 5), ("accepted", -5), ("open", 0)])
def test_a_correction_is_above_zero_and_only_of_an_accepted_objection(
    qanda: Any, decision: str, correction: int
) -> None:
    qanda.close()
    with pytest.raises(BadCorrection):
        judge(qanda, object_to(qanda), "lina", "noor", decision=decision, correction_minor=correction)


def test_objections_open_with_publication_and_close_with_the_window(qanda: Any) -> None:
    qanda.close(until=Stage.PREVIEWED)
    with pytest.raises(WindowNotOpen):
        object_to(qanda)
    published = qanda.close()
    with pytest.raises(WindowClosed):
        object_to(qanda, at=published.objections_until)


def test_an_objection_is_about_ones_own_statement_or_a_line_of_the_plan(qanda: Any, founding: Any) -> None:
    other = founding("other")
    qanda.join("late")
    qanda.close()
    with pytest.raises(NotYourStatement):
        object_to(qanda, "late")
    assert object_to(qanda, "late", line="owner").line == "owner"
    with pytest.raises(NoSuchLine):
        object_to(qanda, "late", line="yacht")
    with pytest.raises(NotYourStatement):
        distribution.raise_objection(
            community_id=qanda.id,
            period=MONTH,
            party=other.owner.party_id,
            line="owner",
            text="",
            at=qanda.counting(2026, 2, 3),
        )


def test_another_community_does_not_see_it(qanda: Any, founding: Any) -> None:
    other = founding("other")
    qanda.close()
    objection = object_to(qanda)
    assert distribution.list_objections(community_id=other.id) == []
    assert [one.id for one in distribution.list_objections(community_id=qanda.id, period=MONTH)] == [objection.id]
    with pytest.raises(NoSuchObjection):
        distribution.get_objection(community_id=other.id, objection_id=objection.id)
    with pytest.raises(NoSuchObjection):
        judge(qanda, objection.__class__(**{**_facts(objection), "id": objection.id + 1}), "lina", "noor")


def test_a_month_is_never_posted_before_it_is_published(qanda: Any) -> None:
    from diwan.distribution.actions.context import Close
    from diwan.distribution.actions.stage_post import is_window_open
    from diwan.distribution.errors import NotPublishedYet

    qanda.close(until=Stage.PREVIEWED)
    row = AccountingPeriod.objects.get()
    with pytest.raises(NotPublishedYet):
        is_window_open(Close(row=row, by=None, at=qanda.counting(2026, 3, 1)), is_waived=True)


def _facts(view: Any) -> dict[str, Any]:
    return {name: getattr(view, name) for name in view.__dataclass_fields__}
