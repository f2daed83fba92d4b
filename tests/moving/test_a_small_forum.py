"""A small Stack Exchange dump that has one of everything: what becomes of each row, and what is refused whole."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from diwan.contributions import public as contributions
from diwan.gathering import public as gathering
from diwan.moving import errors
from diwan.moving import public as moving
from diwan.people import public as people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
GONE = "profiles of people without an account there"


def bring(community: people.Community, folder: Path, **how: Any) -> moving.ImportReport:
    return moving.import_stackexchange(folder=folder, community_id=community.pk, at=AT, **how)


def thread(community: people.Community, title: str) -> gathering.ThreadView:
    post = gathering.Post.objects.get(community=community, title=title)
    return gathering.get_thread(community_id=community.pk, post_id=post.pk, viewer_id=owner(community).pk)


def owner(community: people.Community) -> people.Membership:
    return people.list_memberships_with_role(community_id=community.pk, role="owner").get()


def counted(community: people.Community) -> tuple[int, ...]:
    models = (people.Membership, gathering.Post, gathering.Comment, gathering.Reaction)
    return tuple(model.objects.filter(community=community).count() for model in models)


def test_every_row_is_stored_or_skipped_for_a_named_reason(village: people.Community, dump: Path) -> None:
    report = bring(village, dump)
    assert report.document() == {
        "read": 25,
        "stored": {"accepted": 1, "answers": 2, "comments": 2, "people": 3, "questions": 2, "votes": 4},
        "skipped": {
            "acceptance of what is not an answer": 1,
            "already here": 1,
            "answer to a question that is not here": 1,
            "badge": 1,
            "comment on a post that is not here": 1,
            "comment refused: TextNeeded": 1,
            "post of type 5": 1,
            "question refused: TitleNeeded": 1,
            "the site's own robot": 1,
            "vote of type 5": 1,
            "vote on a post that is not here": 1,
        },
        "complete": True,
        "dry_run": False,
        "made": {GONE: 2},
    }


def test_words_times_and_places_are_kept(village: people.Community, dump: Path) -> None:
    bring(village, dump, site="https://garden.example/")
    mint = gathering.Post.objects.get(community=village, title="Watering mint")
    assert (mint.published_at, mint.edited_at) == (
        datetime(2019, 2, 1, 9, tzinfo=UTC),
        datetime(2019, 2, 3, 9, tzinfo=UTC),
    )
    assert "<img" not in mint.html
    assert "https://elsewhere.example/mint.png" in mint.html
    assert "[Stack Exchange 10](https://garden.example/q/10)" in mint.body
    assert "CC BY-SA 4.0" in mint.body
    first, second = gathering.Comment.objects.filter(post=mint, source_id__startswith="post:").order_by("published_at")
    assert "**early**" in first.body
    assert "while dry: water()" in second.body
    assert mint.accepted_comment_id == second.pk
    remarks = gathering.Comment.objects.filter(post=mint, source_id__startswith="comment:")
    assert {remark.source_id: remark.parent_id for remark in remarks} == {"comment:21": None, "comment:22": second.pk}
    arabic = gathering.search(community_id=village.pk, text="الريحان", viewer_id=owner(village).pk)
    (hit,) = arabic
    assert "".join(segment.text for segment in hit.title) == "الريحان والظل"


def test_a_score_is_told_as_evidence_and_a_downvote_as_what_did_not_work(village: people.Community, dump: Path) -> None:
    bring(village, dump)
    view = thread(village, "Watering mint")
    assert (view.post.evidence.helped_me, view.post.evidence.did_not_work) == (2, 0)
    evidence = {"early" in row.html: (row.evidence.helped_me, row.evidence.did_not_work) for row in answers(view)}
    assert evidence == {True: (0, 1), False: (1, 0)}
    assert not gathering.Reaction.objects.filter(community=village).exclude(membership=None).exists()


def answers(view: gathering.ThreadView) -> list[gathering.CommentView]:
    rows = (*view.comments, *([view.accepted] if view.accepted else []))
    return [row for row in rows if "Stack Exchange" in row.html]


def test_names_are_no_identities_and_nothing_private_is_taken(village: people.Community, dump: Path) -> None:
    bring(village, dump)
    members = people.Membership.objects.filter(community=village).exclude(source_ref="").select_related("person")
    assert sorted(row.person.display_name for row in members) == ["Community", "Omar", "Omar", "user77", "هدى"]
    assert {(row.person.email, row.person.is_claimed, row.person.bio) for row in members} == {(None, False, "")}
    gone = members.get(person__display_name="user77")
    assert gathering.Comment.objects.filter(author=gone).count() == 2, "an answer and a remark by the same lost account"


def test_history_is_not_pay(village: people.Community, dump: Path) -> None:
    bring(village, dump)
    start, end = datetime(2018, 1, 1, tzinfo=UTC), AT + timedelta(days=1)
    assert contributions.list_acts(community_id=village.pk, start=start, end=end) == []


def test_twice_adds_nothing(village: people.Community, dump: Path) -> None:
    first = bring(village, dump)
    before = counted(village)
    again = bring(village, dump)
    assert counted(village) == before
    assert (again.read, dict(again.stored)) == (first.read, {})
    assert again.skipped["already here"] == first.skipped["already here"] + sum(first.stored.values())
    assert again.is_complete


def test_a_later_dump_adds_only_what_is_new(
    village: people.Community, dump: Path, rewrite: Callable[..., None]
) -> None:
    rewrite(dump / "Votes.xml", '  <row Id="35" PostId="12"', '  <row Id="35" PostId="99"')
    rewrite(dump / "Votes.xml", '  <row Id="39" PostId="11"', '  <row Id="39" PostId="99"')
    assert "accepted" not in bring(village, dump).stored
    rewrite(dump / "Votes.xml", '  <row Id="35" PostId="99"', '  <row Id="35" PostId="12"')
    rewrite(
        dump / "Comments.xml",
        "</comments>",
        '<row Id="25" PostId="15" Text="In half of it." CreationDate="2019-03-01T09:00:00" UserId="2" /></comments>',
    )
    assert dict(bring(village, dump).stored) == {"accepted": 1, "comments": 1}


def test_a_dry_run_tells_the_same_and_keeps_nothing(village: people.Community, dump: Path) -> None:
    before = counted(village)
    trial = bring(village, dump, is_dry_run=True)
    assert counted(village) == before
    assert gathering.list_spaces(community_id=village.pk) == ()
    assert trial.document() == {**bring(village, dump).document(), "dry_run": True}


def test_a_neighbour_receives_nothing_and_a_stranger_sees_nothing(
    village: people.Community, neighbour: people.Community, dump: Path
) -> None:
    bring(village, dump)
    assert counted(neighbour) == (1, 0, 0, 0)
    page = gathering.list_feed(community_id=village.pk, viewer_id=owner(neighbour).pk)
    assert page.items == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "refusal", "words"),
    [
        ("Comments.xml", "</comments>", "", errors.BrokenDump, "Comments.xml breaks off or is damaged at line"),
        ("Posts.xml", 'Score="2"', "Score=2", errors.BrokenDump, "Posts.xml breaks off or is damaged at line 4"),
        ("Votes.xml", "<votes>", '<!DOCTYPE v [<!ENTITY a "b">]><votes>', errors.DeclaresDocumentType, "line 2"),
        ("Users.xml", "DisplayName", "Name", errors.Unreadable, "Users.xml, line 4: “DisplayName” is missing"),
        ("Posts.xml", "2019-02-01T09", "yesterday, 9", errors.Unreadable, "Posts.xml, line 4: “CreationDate”"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place_and_nothing_is_kept(
    village: people.Community,
    dump: Path,
    rewrite: Callable[..., None],
    file: str,
    old: str,
    new: str,
    refusal: type[errors.MovingError],
    words: str,
) -> None:
    rewrite(dump / file, old, new)
    before = counted(village)
    with pytest.raises(refusal, match=words):
        bring(village, dump)
    assert counted(village) == before


def test_a_document_type_in_another_encoding_is_seen_too(village: people.Community, dump: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE v [<!ENTITY a "b">]><votes/>'
    (dump / "Votes.xml").write_bytes(text.encode("utf-16"))
    with pytest.raises(errors.DeclaresDocumentType):
        bring(village, dump)


@pytest.mark.parametrize("table", ["Users", "Posts", "Comments"])
def test_a_folder_without_a_table_that_is_needed_is_no_dump(village: people.Community, dump: Path, table: str) -> None:
    (dump / f"{table}.xml").unlink()
    with pytest.raises(errors.NotADump, match=f"{table}.xml"):
        bring(village, dump)


def test_votes_and_badges_may_be_missing(village: people.Community, dump: Path) -> None:
    (dump / "Votes.xml").unlink()
    (dump / "Badges.xml").unlink()
    assert bring(village, dump).read == 15


def test_a_text_deleted_here_stays_deleted_and_takes_no_more(
    village: people.Community, dump: Path, rewrite: Callable[..., None]
) -> None:
    bring(village, dump)
    post = gathering.Post.objects.get(community=village, title="Watering mint")
    gathering.delete_post(post_id=post.pk, by_id=post.author_id, at=AT)
    rewrite(
        dump / "Votes.xml", "</votes>", '<row Id="40" PostId="10" VoteTypeId="2" CreationDate="2019-03-01" /></votes>'
    )
    report = bring(village, dump)
    assert (dict(report.stored), report.skipped["vote refused: NotFound"]) == ({}, 1)
    post.refresh_from_db()
    assert post.status == "deleted"
