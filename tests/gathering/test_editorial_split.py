"""A text that several wrote: agreed by all, fixed for good, and what readers give is given to each, exactly."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.contributions import public as contributions
from diwan.contributions.kinds import KINDS
from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.gathering.editorial.parts import divide
from diwan.gathering.models import AuthorShare

from .conftest import AT, LONG_ANSWER, Garden

LATER = AT + timedelta(hours=1)


@st.composite
def splits(draw: Any) -> list[int]:
    """Two to eight shares above zero that sum to 10,000."""
    count = draw(st.integers(2, 8))
    cuts = sorted(draw(st.lists(st.integers(1, 9_999), min_size=count - 1, max_size=count - 1, unique=True)))
    return [high - low for low, high in zip([0, *cuts], [*cuts, 10_000], strict=True)]


@settings(max_examples=200, deadline=None)
@given(shares=splits(), kind=st.sampled_from(sorted(KINDS)), data=st.data())
def test_the_parts_of_any_deed_by_any_split_sum_to_the_whole(shares: list[int], kind: str, data: Any) -> None:
    magnitude = data.draw(st.integers(0, KINDS[kind].most))
    parts = divide(magnitude, shares)
    assert sum(parts) == magnitude
    assert all(abs(part * 10_000 - magnitude * share) < 10_000 for part, share in zip(parts, shares, strict=True))


def test_equal_remainders_go_in_the_order_of_the_shares() -> None:
    assert divide(1, [5_000, 5_000]) == [1, 0]
    assert divide(10, [3_333, 3_333, 3_334]) == [3, 3, 4]
    with pytest.raises(ValueError, match="10,000"):
        divide(1, [5_000, 4_999])


def draft(garden: Garden, **facts: Any) -> gathering.Post:
    words = {"kind": "guide", "title": "Winter on the roof", "body": "Cover the pots.", "language": "en", **facts}
    return gathering.save_draft(
        community_id=garden.id, space_id=garden.space.pk, author_id=garden.nadia.pk, at=AT, **words
    )


def agreed(garden: Garden, shares: dict[int, int] | None = None) -> gathering.Post:
    row = draft(garden)
    shares = shares or {garden.nadia.pk: 6_667, garden.samer.pk: 3_333}
    gathering.propose_split(post_id=row.pk, by_id=garden.nadia.pk, shares_bp=shares, at=AT)
    for pk in shares:
        if pk != garden.nadia.pk:
            gathering.answer_invitation(post_id=row.pk, by_id=pk, accepts=True, at=AT)
    return row


def publish(garden: Garden, row: gathering.Post) -> gathering.Post:
    return gathering.publish_post(
        community_id=garden.id, space_id=row.space_id, author_id=row.author_id, kind=row.kind, title=row.title,
        body=row.body, language=row.language, draft_id=row.pk, at=AT,
    )  # fmt: skip


def test_evidence_saves_reads_and_replies_reach_both_writers_in_whole_milli_points(garden: Garden) -> None:
    post = publish(garden, agreed(garden))
    layla = garden.layla
    gathering.react(target=post.ref, membership_id=layla.pk, kind="helped_me", at=LATER)
    gathering.react(target=post.ref, membership_id=layla.pk, kind="tried_worked", at=LATER)
    gathering.save_post(post_id=post.pk, membership_id=layla.pk, at=LATER)
    gathering.record_read(post_id=post.pk, membership_id=layla.pk, active_seconds=60, scrolled_bp=9_000, at=LATER)
    gathering.write_comment(post_id=post.pk, author_id=layla.pk, body=LONG_ANSWER, at=LATER)
    nadia, samer = garden.value(layla, garden.nadia), garden.value(layla, garden.samer)
    assert nadia == {"helped_me": 6_667, "tried_worked": 4_000, "saved": 2_000, "read": 667, "substantive_reply": 2_667}
    assert {kind: points + samer[kind] for kind, points in nadia.items()} == {
        "helped_me": 10_000, "tried_worked": 6_000, "saved": 3_000, "read": 1_000, "substantive_reply": 4_000
    }  # fmt: skip
    earned = contributions.points_by_object(community_id=garden.id, object_refs=[post.ref])[post.ref]
    assert sum(earned.values()) == 24_000


def test_a_reader_counts_once_and_telling_twice_writes_once(garden: Garden) -> None:
    post = publish(garden, agreed(garden))
    for _ in range(2):
        gathering.react(target=post.ref, membership_id=garden.layla.pk, kind="helped_me", at=LATER)
    seen = gathering.get_thread(community_id=garden.id, post_id=post.pk, viewer_id=garden.owner.pk)
    assert seen.post.evidence.helped_me == 1
    acts = [act for act in garden.acts() if act.kind == "helped_me"]
    assert sorted(act.key.endswith("/2") for act in acts) == [False, True]


def test_what_is_taken_back_is_taken_back_from_all_and_given_again_anew(garden: Garden) -> None:
    post = publish(garden, agreed(garden))
    mark = {"target": post.ref, "membership_id": garden.layla.pk, "kind": "helped_me"}
    gathering.react(**mark, at=LATER)
    gathering.withdraw_reaction(**mark, at=LATER)
    assert garden.value(garden.layla, garden.nadia) == garden.value(garden.layla, garden.samer) == {}
    gathering.react(**mark, at=LATER)
    assert garden.value(garden.layla, garden.samer) == {"helped_me": 3_333}


def test_hiding_takes_all_parts_and_showing_writes_them_again(garden: Garden) -> None:
    post = publish(garden, agreed(garden))
    gathering.react(target=post.ref, membership_id=garden.layla.pk, kind="helped_me", at=LATER)
    gathering.save_post(post_id=post.pk, membership_id=garden.samer.pk, at=LATER)
    gathering.hide_object(community_id=garden.id, object_ref=post.ref, at=LATER)
    assert garden.value(garden.layla, garden.nadia) == garden.value(garden.layla, garden.samer) == {}
    gathering.show_object(community_id=garden.id, object_ref=post.ref, at=LATER)
    assert garden.value(garden.layla, garden.samer) == {"helped_me": 3_333}
    assert garden.value(garden.samer, garden.nadia) == {}


def test_the_signal_of_a_settlement_holds_the_whole(garden: Garden) -> None:
    post = publish(garden, agreed(garden))
    gathering.react(target=post.ref, membership_id=garden.layla.pk, kind="helped_me", at=LATER)
    end = AT + timedelta(days=9)
    tallies = contributions.tally_pairs(community_id=garden.id, start=AT - timedelta(days=1), end=end)
    edges = contributions.build_signals(tallies)["value"]
    assert sorted(points for _who, _to, points in edges) == [3_333, 6_667]


def test_no_writer_gives_evidence_to_the_text_and_a_saved_copy_of_theirs_is_worth_nothing(garden: Garden) -> None:
    post = publish(garden, agreed(garden))
    for writer in (garden.nadia, garden.samer):
        with pytest.raises(errors.OwnWords):
            gathering.react(target=post.ref, membership_id=writer.pk, kind="helped_me", at=LATER)
        gathering.save_post(post_id=post.pk, membership_id=writer.pk, at=LATER)
        gathering.unsave_post(post_id=post.pk, membership_id=writer.pk, at=LATER)
        read = {"active_seconds": 60, "scrolled_bp": 9_000, "at": LATER}
        assert gathering.record_read(post_id=post.pk, membership_id=writer.pk, **read) == 0
        gathering.write_comment(post_id=post.pk, author_id=writer.pk, body=LONG_ANSWER, at=LATER)
    assert [act for act in garden.acts() if act.recipient is not None] == []
    view = gathering.list_feed(community_id=garden.id, viewer_id=garden.samer.pk).items[0]
    assert view.is_mine
    assert view.voice_count == 0
    assert [one.name for one in view.co_authors] == ["samer"]


def test_nothing_goes_out_while_a_co_author_has_not_accepted(garden: Garden) -> None:
    row = draft(garden)
    shares = {garden.nadia.pk: 5_000, garden.samer.pk: 5_000}
    gathering.propose_split(post_id=row.pk, by_id=garden.nadia.pk, shares_bp=shares, at=AT)
    with pytest.raises(errors.CoAuthorsWaiting, match="samer"):
        publish(garden, row)
    gathering.answer_invitation(post_id=row.pk, by_id=garden.samer.pk, accepts=False, at=AT)
    with pytest.raises(errors.CoAuthorsWaiting):
        publish(garden, row)
    gathering.propose_split(post_id=row.pk, by_id=garden.nadia.pk, shares_bp={}, at=AT)
    assert publish(garden, row).is_shared is False


def test_a_changed_split_is_asked_for_again(garden: Garden) -> None:
    row = agreed(garden)
    shares = {garden.nadia.pk: 9_000, garden.samer.pk: 1_000}
    gathering.propose_split(post_id=row.pk, by_id=garden.nadia.pk, shares_bp=shares, at=AT)
    with pytest.raises(errors.CoAuthorsWaiting):
        publish(garden, row)


@pytest.mark.parametrize("shares", [(10_000,), (5_000, 4_000), (5_000, 5_001), (10_000, 0), (11_000, -1_000)])
def test_a_split_that_is_not_a_whole_is_refused(garden: Garden, shares: tuple[int, ...]) -> None:
    named = dict(zip([garden.nadia.pk, garden.samer.pk], shares, strict=False))
    with pytest.raises((errors.SplitRefused, errors.SplitNotWhole)):
        gathering.propose_split(post_id=draft(garden).pk, by_id=garden.nadia.pk, shares_bp=named, at=AT)


def test_the_database_keeps_the_split_of_a_published_text(garden: Garden) -> None:
    post = publish(garden, agreed(garden))
    rows = AuthorShare.objects.filter(post=post)
    for change in (
        lambda: rows.update(share_bp=1),
        lambda: rows.filter(position=2).delete(),
        lambda: AuthorShare.objects.create(post=post, membership=garden.layla, share_bp=100, position=3),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_database_refuses_to_publish_a_split_that_is_not_whole(garden: Garden) -> None:
    row = draft(garden)
    AuthorShare.objects.create(post=row, membership=garden.samer, share_bp=100, position=1)
    row.status, row.published_at, row.is_shared = "published", AT, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("name", ["layla", "owner", "suspended", "foreigner"])
def test_nobody_else_sees_the_draft_or_answers_for_a_co_author(garden: Garden, name: str) -> None:
    row = draft(garden)
    shares = {garden.nadia.pk: 5_000, garden.samer.pk: 5_000}
    gathering.propose_split(post_id=row.pk, by_id=garden.nadia.pk, shares_bp=shares, at=AT)
    somebody = getattr(garden, name)
    with pytest.raises(errors.NotFound):
        gathering.get_draft(community_id=garden.id, post_id=row.pk, viewer_id=somebody.pk)
    with pytest.raises((errors.NotFound, errors.MembersOnly)):
        gathering.answer_invitation(post_id=row.pk, by_id=somebody.pk, accepts=True, at=AT)
    with pytest.raises((errors.NotFound, errors.MembersOnly)):
        gathering.propose_split(post_id=row.pk, by_id=somebody.pk, shares_bp={}, at=AT)
    assert gathering.get_draft(community_id=garden.id, post_id=row.pk, viewer_id=garden.samer.pk).may_answer
