from datetime import timedelta

import pytest

from diwan.people import public as people
from diwan.trust import errors
from diwan.trust import public as trust
from diwan.trust.enums import Outcome

from .conftest import AT, POST, Garden, complain


def queue(garden: Garden, viewer: people.Membership | None, **more: bool) -> list[trust.Report]:
    return list(trust.list_reports(community_id=garden.community.pk, viewer=viewer, **more))


def test_a_report_reaches_those_who_decide_and_nobody_else(garden: Garden, report: trust.Report) -> None:
    for moderator in (garden.owner, garden.salma, garden.badr):
        assert queue(garden, moderator) == [report]
    for other in (garden.writer, garden.reader, garden.stranger, None):
        assert queue(garden, other) == []
    assert list(trust.list_reports(community_id=garden.stranger.community_id, viewer=garden.owner)) == []
    assert trust.open_report_count(community_id=garden.community.pk) == 1
    assert trust.open_report_count(community_id=garden.stranger.community_id) == 0


def test_a_steward_who_is_reported_sees_neither_the_report_nor_the_reporter(garden: Garden) -> None:
    about_salma = complain(garden, subject=garden.salma)
    assert queue(garden, garden.salma) == []
    assert queue(garden, garden.badr) == [about_salma]


def test_a_report_about_nobody_in_particular_is_seen_too(garden: Garden) -> None:
    about_a_space = complain(garden, subject=None, object_ref="space:1")
    assert queue(garden, garden.salma) == [about_a_space]


def test_reporting_twice_is_one_report_and_two_members_make_two(garden: Garden, report: trust.Report) -> None:
    assert complain(garden, note="Again!", at=AT + timedelta(hours=1)) == report
    complain(garden, reporter=garden.badr)
    assert len(queue(garden, garden.owner)) == 2


def test_a_decided_matter_can_be_reported_anew_and_the_old_report_is_kept(garden: Garden, report: trust.Report) -> None:
    trust.decide_report(report_id=report.pk, by=garden.salma, outcome=Outcome.DISMISS, reason="It is a quote.", at=AT)
    assert complain(garden) != report
    assert len(queue(garden, garden.owner)) == 1
    assert len(queue(garden, garden.owner, open_only=False)) == 2


def test_a_suspended_member_reports_nothing_and_nobody_reports_across_communities(garden: Garden) -> None:
    people.suspend_membership(membership=garden.reader, by=garden.owner, reason="spam", at=AT)
    with pytest.raises(errors.NotAllowed):
        complain(garden)
    with pytest.raises(errors.NoSuchReport):
        complain(garden, reporter=garden.badr, subject=garden.stranger)
    assert trust.open_report_count(community_id=garden.community.pk) == 0


def test_rows_say_what_they_are(report: trust.Report) -> None:
    assert str(report) == f"{POST} copied"
