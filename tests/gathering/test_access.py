"""Who must see nothing: a stranger, a suspended member, a member of the community next door."""

from datetime import timedelta

import pytest

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.kernel.errors import DiwanError

OUTSIDERS = ["suspended", "foreigner"]


def outsider(garden, name):
    return getattr(garden, name).pk


@pytest.fixture
def thread(garden):
    post = garden.ask("سؤال عن الطماطم", "كلام فريد")
    return post, garden.answer(post, "جواب فريد")


@pytest.mark.parametrize("name", OUTSIDERS)
def test_an_outsider_sees_an_empty_feed_finds_nothing_and_opens_nothing(garden, thread, name):
    post, comment = thread
    who = outsider(garden, name)
    here = {"community_id": garden.id, "viewer_id": who}
    for order in ("useful", "newest", "unanswered"):
        assert gathering.list_feed(**here, order=order).items == ()
    assert gathering.search(**here, text="فريد") == ()
    assert gathering.list_related(**here, post_id=post.pk) == ()
    assert gathering.list_saved(**here) == gathering.list_drafts(**here) == ()
    for look in (
        lambda: gathering.get_thread(**here, post_id=post.pk),
        lambda: gathering.get_source(**here, object_ref=post.ref),
        lambda: gathering.list_revisions(**here, object_ref=comment.ref),
    ):
        with pytest.raises(errors.NotFound):
            look()


def test_a_visitor_reads_the_open_spaces_of_a_public_community_and_nothing_else(garden, thread):
    post, _comment = thread
    closed = gathering.create_space(
        community_id=garden.id, slug="inner", name_ar="الداخل", name_en="Inside", is_public=False, at=garden.at
    )
    secret = garden.ask("سرّ البيت", "كلام فريد", space_id=closed.pk)
    here = {"community_id": garden.id, "viewer_id": None}
    assert [item.id for item in gathering.list_feed(**here, order="newest").items] == [post.pk]
    seen = gathering.get_thread(**here, post_id=post.pk)
    assert (seen.post.rights, seen.comments[0].rights) == (gathering.Rights(), gathering.Rights())
    assert gathering.search(**here, text="فريد") == ()
    assert gathering.list_related(**here, post_id=post.pk) == ()
    assert [text.id for text in gathering.list_open_texts(community_id=garden.id)] == [post.pk]
    assert [pk for pk, _changed in gathering.list_open_posts(community_id=garden.id)] == [post.pk]
    assert [space.slug for space in gathering.list_spaces(community_id=garden.id, only_public=True)] == ["questions"]
    assert gathering.shown_title(**here, post_id=secret.pk) is None
    with pytest.raises(errors.NotFound):
        gathering.get_thread(**here, post_id=secret.pk)
    garden.community.is_public = False
    garden.community.save()
    assert gathering.list_feed(**here).items == gathering.list_open_texts(community_id=garden.id) == ()
    assert gathering.freshness(slug="garden") is None
    with pytest.raises(errors.NotFound):
        gathering.get_thread(**here, post_id=post.pk)


@pytest.mark.parametrize("name", ["suspended", "foreigner"])
def test_an_outsider_changes_nothing(garden, thread, name):
    post, comment = thread
    who, at = outsider(garden, name), garden.at + timedelta(hours=1)
    words = {"space_id": garden.space.pk, "kind": "discussion", "title": "t", "body": "b", "language": "ar", "at": at}
    before = (len(garden.acts()), gathering.Post.objects.count(), gathering.Comment.objects.count())
    attempts = [
        lambda: gathering.publish_post(community_id=garden.id, author_id=who, **words),
        lambda: gathering.save_draft(community_id=garden.id, author_id=who, **words),
        lambda: gathering.write_comment(post_id=post.pk, author_id=who, body="x", at=at),
        lambda: gathering.edit_post(post_id=post.pk, by_id=who, title="x", body="x", at=at),
        lambda: gathering.edit_comment(comment_id=comment.pk, by_id=who, body="x", at=at),
        lambda: gathering.delete_post(post_id=post.pk, by_id=who, at=at),
        lambda: gathering.delete_comment(comment_id=comment.pk, by_id=who, at=at),
        lambda: gathering.react(target=post.ref, membership_id=who, kind="helped_me", at=at),
        lambda: gathering.react(target=comment.ref, membership_id=who, kind="helped_me", at=at),
        lambda: gathering.withdraw_reaction(target=post.ref, membership_id=who, kind="helped_me", at=at),
        lambda: gathering.accept_answer(post_id=post.pk, comment_id=comment.pk, by_id=who, at=at),
        lambda: gathering.save_post(post_id=post.pk, membership_id=who, at=at),
        lambda: gathering.unsave_post(post_id=post.pk, membership_id=who, at=at),
        lambda: gathering.attach_image(community_id=garden.id, membership_id=who, content=b"", at=at),
    ]
    for attempt in attempts:
        with pytest.raises((errors.NotFound, errors.MembersOnly)):
            attempt()
    assert (len(garden.acts()), gathering.Post.objects.count(), gathering.Comment.objects.count()) == before


def test_a_foreign_post_answers_exactly_like_a_missing_one(garden, thread):
    post, _ = thread
    there = {"community_id": garden.foreigner.community_id, "viewer_id": garden.foreigner.pk}
    sentences = []
    for post_id in (post.pk, 10**9):
        with pytest.raises(errors.NotFound) as refusal:
            gathering.get_thread(**there, post_id=post_id)
        sentences.append(str(refusal.value))
    assert sentences[0] == sentences[1]
    assert gathering.object_titles(community_id=there["community_id"], object_refs=[post.ref]) == {}
    assert gathering.post_title(community_id=garden.id, object_ref=post.ref) == "سؤال عن الطماطم"


def test_only_the_author_or_a_steward_takes_a_text_away(garden, thread):
    post, comment = thread
    for act, facts in (
        (gathering.delete_post, {"post_id": post.pk}),
        (gathering.delete_comment, {"comment_id": comment.pk}),
    ):
        with pytest.raises(errors.NotYours):
            act(**facts, by_id=garden.layla.pk, at=garden.at)
    gathering.delete_comment(comment_id=comment.pk, by_id=garden.owner.pk, at=garden.at + timedelta(hours=1))
    with pytest.raises(errors.NotYours):
        gathering.restore_comment(comment_id=comment.pk, by_id=garden.samer.pk, at=garden.at + timedelta(hours=2))
    gathering.restore_comment(comment_id=comment.pk, by_id=garden.owner.pk, at=garden.at + timedelta(hours=2))


def test_a_draft_is_nobody_elses_business(garden):
    words = {"space_id": garden.space.pk, "kind": "guide", "title": "", "body": "half a thought", "language": "ar"}
    draft = gathering.save_draft(community_id=garden.id, author_id=garden.nadia.pk, at=garden.at, **words)
    for viewer in (garden.owner, garden.layla, garden.nadia):
        assert gathering.list_feed(community_id=garden.id, viewer_id=viewer.pk).items == ()
        assert gathering.search(community_id=garden.id, viewer_id=viewer.pk, text="thought") == ()
    assert gathering.list_drafts(community_id=garden.id, viewer_id=garden.owner.pk) == ()
    assert [d.pk for d in gathering.list_drafts(community_id=garden.id, viewer_id=garden.nadia.pk)] == [draft.pk]
    for attempt in (
        lambda: gathering.discard_draft(draft_id=draft.pk, author_id=garden.owner.pk),
        lambda: gathering.get_thread(community_id=garden.id, post_id=draft.pk, viewer_id=garden.owner.pk),
        lambda: garden.write("Taken", "over", by=garden.owner, draft_id=draft.pk),
    ):
        with pytest.raises(errors.NotFound):
            attempt()
    assert garden.acts() == []


@pytest.mark.parametrize(
    "ref", ["", "post", "post:", "post:x", "post:-1", "post:١", "order:1", "comment:9999999999999999999"]
)
def test_a_reference_that_is_not_one_is_not_found(garden, ref):
    with pytest.raises(errors.NotFound):
        gathering.react(target=ref, membership_id=garden.layla.pk, kind="helped_me", at=garden.at)
    assert not gathering.hide_object(community_id=garden.id, object_ref=ref, at=garden.at)


def test_every_refusal_is_a_sentence_for_a_person():
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, DiwanError) and kind.sentence:
            assert str(kind.sentence)[-1] == "."
