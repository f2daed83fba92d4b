"""Doors for importers. History is history, not pay: nothing here writes an act, and original times are kept.

Each is idempotent by (community, source, source_id): a second import of the same file adds nothing.
"""

from datetime import datetime

from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.actions.publish_post import put_words
from diwan.gathering.actions.save_draft import place
from diwan.gathering.actions.write_comment import put_body, replied_to
from diwan.gathering.enums import Evidence, TextStatus
from diwan.gathering.errors import NotAnAnswer, NotFound, OwnWords
from diwan.gathering.evidence.actions.keep_counters import count_evidence, recount_comments, refresh
from diwan.gathering.evidence.actions.react import of_text
from diwan.gathering.finding.maintain_search import index_comment, index_post
from diwan.gathering.models import Comment, Post, Reaction
from diwan.people.public import Membership


def import_post(
    *,
    community_id: int,
    space_id: int,
    author_id: int,
    kind: str,
    title: str,
    body: str,
    language: str,
    source: str,
    source_id: str,
    at: datetime,
    edited_at: datetime | None = None,
) -> Post:
    """A post as it was written elsewhere at `at`, by a membership of any standing. `body` is Markdown.

    Raises NotFound, TitleNeeded, TextNeeded, TextTooLong, UnwritableText, UnknownChoice.
    """
    with transaction.atomic():
        known = Post.objects.filter(community=community_id, source=source, source_id=source_id).first()
        if known is not None:
            return known
        author = _author(community_id, author_id)
        post = Post(community_id=community_id, author=author, source=source, source_id=source_id, created_at=at)
        post.status, post.published_at, post.edited_at = TextStatus.PUBLISHED, at, edited_at
        place(post, author, space_id, kind, language)
        rendered = put_words(post, title, body)
        post.save()
        refresh(post)
        index_post(post, rendered.text)
    return post


def import_comment(
    *,
    community_id: int,
    post_id: int,
    author_id: int,
    body: str,
    source: str,
    source_id: str,
    at: datetime,
    language: str = "",
    parent_id: int | None = None,
) -> Comment:
    """A comment as it was written elsewhere. Raises NotFound, TextNeeded, TextTooLong, UnwritableText."""
    with transaction.atomic():
        known = Comment.objects.filter(community=community_id, source=source, source_id=source_id).first()
        if known is not None:
            return known
        author = _author(community_id, author_id)
        post = loading.post(post_id, community_id)
        comment = Comment(community_id=community_id, post=post, author=author, source=source, source_id=source_id)
        comment.status, comment.published_at = TextStatus.PUBLISHED, at
        comment.reply_to = replied_to(post, parent_id)
        comment.parent = (comment.reply_to.parent or comment.reply_to) if comment.reply_to else None
        comment.language = loading.clean_language(language or post.language)
        rendered = put_body(comment, body)
        comment.save()
        recount_comments(post)
        index_comment(comment, rendered.text)
    return comment


def import_vote(
    *,
    community_id: int,
    target: str,
    kind: str,
    source: str,
    source_id: str,
    at: datetime,
    membership_id: int | None = None,
) -> Reaction:
    """Evidence given elsewhere about 'post:<id>' or 'comment:<id>', by a member or by nobody known.

    A member who gave the same evidence already keeps that one. Raises NotFound, OwnWords, UnknownChoice.
    """
    loading.clean_choice(kind, Evidence.values)
    with transaction.atomic():
        known = Reaction.objects.filter(community=community_id, source=source, source_id=source_id).first()
        if known is not None:
            return known
        voter = _author(community_id, membership_id) if membership_id is not None else None
        text = loading.target(target, community_id)
        if voter is not None and voter.pk == text.author_id:
            raise OwnWords
        facts = {"community_id": community_id, "reacted_at": at, "source": source, "source_id": source_id}
        if voter is None:
            vote, is_new = Reaction.objects.create(**of_text(text), kind=kind, **facts), True
        else:
            rows = Reaction.objects
            vote, is_new = rows.get_or_create(**of_text(text), membership=voter, kind=kind, defaults=facts)
        if is_new:
            count_evidence(text, kind, 1)
    return vote


def import_acceptance(*, community_id: int, post_id: int, comment_id: int, at: datetime) -> Post:
    """The answer that was accepted elsewhere, unless one is accepted here already. Raises NotFound, NotAnAnswer."""
    with transaction.atomic():
        post = loading.post(post_id, community_id)
        comment = Comment.objects.filter(pk=comment_id, post=post, status=TextStatus.PUBLISHED).first()
        if comment is None:
            raise NotFound
        if comment.parent_id is not None or not post.is_question:
            raise NotAnAnswer
        if post.accepted_comment_id is None:
            post.accepted_comment, post.accepted_at, post.accept_counts = comment, at, False
            post.save(update_fields=["accepted_comment", "accepted_at", "accept_counts"])
            refresh(post)
    return post


def _author(community_id: int, membership_id: int) -> Membership:
    """A membership of this community, whatever became of it since. Raises NotFound."""
    found = Membership.objects.filter(pk=membership_id, community=community_id).first()
    if found is None:
        raise NotFound
    return found
