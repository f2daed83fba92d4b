from datetime import datetime

from django.db import transaction

from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.enums import PostKind, TextStatus
from diwan.gathering.errors import MembersOnly, NotFound, TextTooLong
from diwan.gathering.models import Post, Space
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
) -> Post:
    """Keep what is being written, complete or not; `draft_id` says which draft to keep it in. Only its author sees it.

    Raises MembersOnly, NotFound, UnknownChoice, TextTooLong.
    """
    with transaction.atomic():
        author = community_member(community_id, author_id)
        draft = new_or_draft(author, draft_id, at)
        place(draft, author, space_id, kind, language)
        for words, limit in ((title, loading.LONGEST_TITLE), (body, loading.LONGEST_BODY)):
            if len(words) > limit:
                raise TextTooLong(count=len(words), limit=limit)
        draft.title, draft.body = title.replace("\x00", ""), body.replace("\x00", "")
        draft.save()
    return draft


def discard_draft(*, draft_id: int, author_id: int) -> None:
    """Throw a draft away; it was never anybody else's business. Raises MembersOnly, NotFound."""
    author = loading.member(author_id)
    gone, _ = Post.objects.filter(pk=draft_id, author=author, status=TextStatus.DRAFT).delete()
    if not gone:
        raise NotFound


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
