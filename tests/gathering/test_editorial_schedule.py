"""A post that waits for its time: published once, taken back at will, and kept as a draft when it cannot go out."""

from datetime import timedelta
from typing import Any

import pytest

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.gathering.editorial.actions import publish_due as job
from diwan.gathering.models import Post
from diwan.kernel import schedule
from diwan.people import public as people

from .conftest import AT, Garden

DUE = AT + timedelta(hours=6)
THEN = DUE + timedelta(seconds=20)


def scheduled(garden: Garden, **facts: Any) -> gathering.Post:
    words = {"kind": "guide", "title": "Winter on the roof", "body": "Cover the pots.", "language": "en", **facts}
    row = gathering.save_draft(
        community_id=garden.id, space_id=garden.space.pk, author_id=garden.nadia.pk, at=AT, **words
    )
    gathering.schedule_post(post_id=row.pk, by_id=garden.nadia.pk, publish_at=DUE, at=AT)
    return row


def notices(member: people.Membership) -> list[str]:
    return [row.kind for row in people.list_notices(membership_id=member.pk)]


def stored(row: gathering.Post) -> gathering.Post:
    return Post.objects.get(pk=row.pk)


def test_the_job_publishes_it_when_its_time_has_come_and_not_before(garden: Garden) -> None:
    row = scheduled(garden)
    assert gathering.publish_due(at=DUE - timedelta(minutes=1)) == ()
    assert "gathering.publish_due" in schedule.run_due(at=THEN)
    after = stored(row)
    assert (after.status, after.published_at, after.publish_at) == ("published", THEN, None)
    assert "scheduled_post_published" in notices(garden.nadia)
    assert [act.kind for act in garden.acts()] == ["post_published"]


def test_a_second_run_publishes_nothing_again(garden: Garden) -> None:
    row = scheduled(garden)
    assert gathering.publish_due(at=THEN) == (row.pk,)
    assert gathering.publish_due(at=THEN + timedelta(minutes=1)) == ()
    assert len(garden.acts()) == 1
    assert notices(garden.nadia).count("scheduled_post_published") == 1


def test_a_crash_leaves_it_due_and_the_next_run_publishes_it_once(
    garden: Garden, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, other = scheduled(garden), scheduled(garden, title="The other")
    real = job.publish_post

    def crashes(**facts: Any) -> gathering.Post:
        post = real(**facts)
        if facts["draft_id"] == row.pk:
            raise RuntimeError("the power went")
        return post

    monkeypatch.setattr(job, "publish_post", crashes)
    assert gathering.publish_due(at=THEN) == (other.pk,)
    assert stored(row).status == "draft"
    assert stored(row).publish_at == DUE
    monkeypatch.undo()
    assert gathering.publish_due(at=THEN) == (row.pk,)
    assert len([act for act in garden.acts() if act.object_ref == row.ref]) == 1


def test_what_cannot_go_out_stays_a_draft_and_its_author_is_told_why(garden: Garden) -> None:
    row = scheduled(garden)
    shares = {garden.nadia.pk: 5_000, garden.samer.pk: 5_000}
    gathering.propose_split(post_id=row.pk, by_id=garden.nadia.pk, shares_bp=shares, at=AT)
    assert gathering.publish_due(at=THEN) == ()
    after = stored(row)
    assert (after.status, after.publish_at, after.body) == ("draft", None, "Cover the pots.")
    told = people.list_notices(membership_id=garden.nadia.pk)[0]
    assert (told.kind, told.facts["outcome"]) == ("scheduled_post_failed", "CoAuthorsWaiting")
    assert gathering.publish_due(at=THEN) == ()


def test_the_words_of_a_suspended_author_do_not_go_out(garden: Garden) -> None:
    row = scheduled(garden)
    people.suspend_membership(membership=garden.nadia, reason="spam", by=garden.owner, at=AT)
    assert gathering.publish_due(at=THEN) == ()
    assert stored(row).status == "draft"


def test_the_author_moves_it_and_takes_it_back(garden: Garden) -> None:
    row = scheduled(garden)
    gathering.schedule_post(post_id=row.pk, by_id=garden.nadia.pk, publish_at=DUE + timedelta(days=1), at=AT)
    assert gathering.publish_due(at=THEN) == ()
    gathering.unschedule_post(post_id=row.pk, by_id=garden.nadia.pk, at=THEN)
    assert gathering.publish_due(at=THEN + timedelta(days=2)) == ()
    assert stored(row).status == "draft"


@pytest.mark.parametrize("ahead", [timedelta(minutes=-1), timedelta(minutes=2), timedelta(days=500)])
def test_a_time_that_is_past_or_absurd_is_refused(garden: Garden, ahead: timedelta) -> None:
    row = scheduled(garden)
    with pytest.raises(errors.ScheduleInPast):
        gathering.schedule_post(post_id=row.pk, by_id=garden.nadia.pk, publish_at=AT + ahead, at=AT)


def test_what_could_not_be_published_cannot_be_scheduled(garden: Garden) -> None:
    row = scheduled(garden)
    words = {"community_id": garden.id, "space_id": garden.space.pk, "author_id": garden.nadia.pk, "kind": "guide"}
    rest = {"language": "en", "at": AT, "draft_id": row.pk}
    gathering.save_draft(**words, title="", body="Cover the pots.", **rest)
    with pytest.raises(errors.TitleNeeded):
        gathering.schedule_post(post_id=row.pk, by_id=garden.nadia.pk, publish_at=DUE, at=AT)
    gathering.publish_due(at=THEN)
    assert people.list_notices(membership_id=garden.nadia.pk)[0].facts["outcome"] == "TitleNeeded"


def test_editors_see_it_and_may_stop_it_and_no_other_member_may_anything(garden: Garden) -> None:
    row = scheduled(garden)
    seen = gathering.get_draft(community_id=garden.id, post_id=row.pk, viewer_id=garden.owner.pk)
    assert seen.may_unschedule
    assert not seen.may_schedule
    with pytest.raises(errors.NotHandedIn):
        gathering.schedule_post(post_id=row.pk, by_id=garden.owner.pk, publish_at=DUE, at=AT)
    for somebody in (garden.samer, garden.suspended, garden.foreigner):
        with pytest.raises(errors.NotFound):
            gathering.get_draft(community_id=garden.id, post_id=row.pk, viewer_id=somebody.pk)
        for deed in (
            lambda by=somebody: gathering.unschedule_post(post_id=row.pk, by_id=by.pk, at=AT),
            lambda by=somebody: gathering.schedule_post(post_id=row.pk, by_id=by.pk, publish_at=DUE, at=AT),
        ):
            with pytest.raises((errors.NotFound, errors.MembersOnly)):
                deed()
    assert gathering.list_feed(community_id=garden.id, viewer_id=garden.owner.pk).items == ()
    assert gathering.search(community_id=garden.id, text="pots", viewer_id=garden.owner.pk) == ()
    gathering.unschedule_post(post_id=row.pk, by_id=garden.owner.pk, at=AT)
    assert "post_unscheduled" in notices(garden.nadia)
