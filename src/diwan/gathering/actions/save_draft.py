from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.attention.actions.put_tags import put_tags
from diwan.gathering.editorial.actions.keep_step import draft_discarded, words_changed
from diwan.gathering.editorial.label import Label, put_label, require_label
from diwan.gathering.enums import PostKind, TextStatus
from diwan.gathering.errors import MembersOnly, NotFound, TextTooLong
from diwan.gathering.models import Post, Space
from diwan.gathering.rendering import render_text
from diwan.people.public import Membership


def save_draft(
    *,
    community_id: int,
    space_id: int,
    author_id: int,
    kind: str,
    title: str,
    body: str,
    language: str,
    at: datetime,
    draft_id: int | None = None,
    seen: str = "",
    label: Label | None = None,
    tags: Sequence[str] | None = None,
) -> Post:
    """Keep what is being written, complete or not; `draft_id` says which draft to keep it in. Only its author sees it.

    `seen`: the `draft_mark` of what the writer had before them. Where the draft says something else by now, written on
    another device, these words become a draft of their own, and neither is lost.

    `label` says who paid, as far as is known yet. A draft that is due keeps what it cannot go out without.
    Raises MembersOnly, NotFound, UnknownChoice, TextTooLong; of a scheduled one LabelNeeded, AffiliateLinkUnlabelled.
    """
    with transaction.atomic():
        author = community_member(community_id, author_id)
        draft = new_or_draft(author, draft_id, at)
        if seen and draft.pk and draft_mark(draft) != seen and (draft.title, draft.body) != (title, body):
            draft = new_or_draft(author, None, at)
        place(draft, author, space_id, kind, language)
        for words, limit in ((title, loading.LONGEST_TITLE), (body, loading.LONGEST_BODY)):
            if len(words) > limit:
                raise TextTooLong(count=len(words), limit=limit)
        before = (draft.title, draft.body)
        draft.title, draft.body = title.replace("\x00", ""), body.replace("\x00", "")
        put_label(draft, label)
        if before != (draft.title, draft.body):
            words_changed(draft, author, at=at)
        if draft.publish_at is not None:
            require_label(draft, render_text(draft.body).html)
        draft.save()
        if tags is not None:
            put_tags(draft, tags, at)
    return draft


def draft_mark(draft: Post) -> str:
    """Sixteen letters that change with the draft's words."""
    return sha256(f"{draft.title}\x00{draft.body}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def discard_draft(*, draft_id: int, author_id: int) -> None:
    """Throw a draft away; it was never anybody else's business. Raises MembersOnly, NotFound."""
    author = loading.member(author_id)
    with transaction.atomic():
        draft = Post.objects.select_for_update().filter(pk=draft_id, author=author, status=TextStatus.DRAFT).first()
        if draft is None:
            raise NotFound
        draft_discarded(draft)
        draft.delete()


def community_member(community_id: int, membership_id: int) -> Membership:
    """An active member of this very community. Raises MembersOnly."""
    found = loading.member(membership_id)
    if not rules.may_take_part(found, community_id):
        raise MembersOnly
    return found


def new_or_draft(author: Membership, draft_id: int | None, at: datetime) -> Post:
    """A fresh post, or the author's own draft, locked. Raises NotFound."""
    if draft_id is None:
        return Post(
            community_id=author.community_id, author=author, status=TextStatus.DRAFT, renderer_version=0, created_at=at
        )
    rows = Post.objects.select_for_update().filter(pk=draft_id, author=author, status=TextStatus.DRAFT)
    draft = rows.first()
    if draft is None:
        raise NotFound
    return draft


def place(post: Post, author: Membership, space_id: int, kind: str, language: str) -> None:
    """Give the post its space, kind and language. Raises NotFound, UnknownChoice."""
    space = Space.objects.filter(pk=space_id, community=author.community_id).first()
    if space is None:
        raise NotFound
    post.space = space
    post.kind = loading.clean_choice(kind, PostKind.values)
    post.language = loading.clean_language(language)
