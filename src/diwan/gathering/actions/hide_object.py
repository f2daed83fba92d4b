from datetime import datetime

from django.db import transaction

from diwan.contributions.public import void_object
from diwan.gathering.actions.write_comment import written_deed
from diwan.gathering.attention.actions.put_tags import hide_tags, show_tags
from diwan.gathering.enums import TextStatus
from diwan.gathering.evidence import acts, book
from diwan.gathering.evidence.actions.accept_answer import clear_acceptance
from diwan.gathering.evidence.actions.keep_counters import recount_comments
from diwan.gathering.evidence.actions.react import evidence_deed, of_text
from diwan.gathering.evidence.actions.save_post import saved_deed
from diwan.gathering.evidence.actions.weigh_reply import reply_deed, weigh_reply
from diwan.gathering.finding.maintain_search import forget_comment, forget_post, index_comment, index_post
from diwan.gathering.models import Bookmark, Comment, Post, Reaction, ReadMark
from diwan.gathering.rendering import render_text


def hide_object(*, community_id: int, object_ref: str, at: datetime) -> bool:
    """A decision of trust hides a text: nobody sees it and everything it was worth is taken back, never below zero.

    Returns False when the reference is not a text of this community (other rooms hear the same announcement).
    """
    with transaction.atomic():
        text = _find(community_id, object_ref)
        if text is None or text.status not in (TextStatus.PUBLISHED, TextStatus.DELETED):
            return False
        text.status = TextStatus.HIDDEN
        text.save(update_fields=["status"])
        if isinstance(text, Comment):
            forget_comment(text)
            if text.post.accepted_comment_id == text.pk:
                clear_acceptance(text.post, at=at, reason="hidden")
            recount_comments(text.post)
            weigh_reply(text, at=at)
        else:
            forget_post(text)
            hide_tags(text)
        void_object(community_id=community_id, object_ref=text.ref, at=at, reason="hidden")
    return True


def show_object(*, community_id: int, object_ref: str, at: datetime) -> bool:
    """An appeal was right: the text is seen again and what readers gave for it stands again, as of now."""
    with transaction.atomic():
        text = _find(community_id, object_ref)
        if text is None or text.status != TextStatus.HIDDEN:
            return False
        text.status, text.deleted_at, text.deleted_by = TextStatus.PUBLISHED, None, None
        text.save(update_fields=["status", "deleted_at", "deleted_by"])
        words = render_text(text.body).text
        if isinstance(text, Comment):
            index_comment(text, words)
            recount_comments(text.post)
            weigh_reply(text, at=at)
        else:
            index_post(text, words)
            show_tags(text)
        for deed in _deeds_about(text):
            book.write(deed, community_id=community_id, at=at)
    return True


def _find(community_id: int, object_ref: str) -> Post | Comment | None:
    """The text, with its post locked; None for a reference to anything else."""
    noun, _, number = object_ref.partition(":")
    if noun not in ("post", "comment") or not (number.isascii() and number.isdigit()):
        return None
    posts = Post.objects.select_for_update(of=("self",)).select_related("author").filter(community=community_id)
    if noun == "post":
        return posts.filter(pk=int(number)).first()
    comments = Comment.objects.select_related("author", "reply_to__author", "parent")
    post = posts.filter(comments__pk=int(number)).first()
    if post is None:
        return None
    comment = comments.get(pk=int(number))
    comment.post = post
    return comment


def _deeds_about(text: Post | Comment) -> list[acts.Deed]:
    """Every act that stands on a text, from the rows that caused it; imported rows caused none."""
    marks = Reaction.objects.filter(**of_text(text), withdrawn_at=None, source="").select_related("membership")
    deeds = [evidence_deed(mark, text) for mark in marks.order_by("pk")]
    replies = Comment.objects.filter(reply_nth__gt=0).select_related("author", "post__author", "reply_to__author")
    if isinstance(text, Comment):
        deeds += [] if text.is_imported else [written_deed(text)]
        return deeds + [reply_deed(reply) for reply in replies.filter(reply_to=text).order_by("pk")]
    deeds += [] if text.is_imported else [acts.post_published(text.ref, text.kind, text.author.party_id)]
    deeds += [reply_deed(reply) for reply in replies.filter(post=text, reply_to=None).order_by("pk")]
    bookmarks = Bookmark.objects.filter(post=text, withdrawn_at=None).exclude(membership__in=text.writer_ids)
    deeds += [
        saved_deed(text, bookmark.membership) for bookmark in bookmarks.select_related("membership").order_by("pk")
    ]
    return deeds + [_read_deed(mark, text) for mark in ReadMark.objects.filter(post=text).select_related("membership")]


def _read_deed(mark: ReadMark, post: Post) -> acts.Deed:
    return acts.post_read(post.ref, mark.membership.party_id, post.author.party_id, mark.day_date, mark.points)
