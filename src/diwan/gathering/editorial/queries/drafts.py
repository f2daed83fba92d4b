"""A draft on its way: when it goes out, who wrote it in which parts, what its label says."""

from dataclasses import dataclass
from datetime import datetime

from diwan.gathering.editorial.finding import is_editor, may_see_draft
from diwan.gathering.editorial.label import Label, label_of
from diwan.gathering.enums import ItemStage, TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.models import CalendarItem, CoAuthor, Post
from diwan.gathering.queries.views import AuthorView, SpaceView, find_viewer
from diwan.gathering.rendering import render


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One writer of the proposed split; the first is the author."""

    author: AuthorView
    share_bp: int
    answer: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """`may_answer`: the viewer is asked to be a co-author; `answer`: what they said so far."""

    id: int
    title: str
    html: str
    kind: str
    language: str
    space: SpaceView
    author: AuthorView
    publish_at: datetime | None
    scheduled_by: AuthorView | None
    label: Label | None
    split: tuple[SplitRow, ...]
    item_id: int | None
    is_mine: bool
    may_schedule: bool
    may_unschedule: bool
    may_answer: bool
    answer: str


def get_draft(*, community_id: int, post_id: int, viewer_id: int) -> DraftView:
    """For its author, those asked to be co-authors, and editors once it is theirs to see. Raises NotFound."""
    viewer = find_viewer(community_id, viewer_id)
    rows = Post.objects.filter(community=community_id, status=TextStatus.DRAFT)
    draft = rows.select_related("author__person", "space", "scheduled_by__person").filter(pk=post_id).first()
    if viewer is None or draft is None or not may_see_draft(viewer, draft):
        raise NotFound
    named = list(draft.co_authors.select_related("membership__person").order_by("position"))
    item = CalendarItem.objects.filter(post=draft).first()
    is_mine, may_edit = viewer.pk == draft.author_id, is_editor(viewer)
    is_accepted = item is not None and item.stage in (ItemStage.READY, ItemStage.SCHEDULED)
    asked = next((row for row in named if row.membership_id == viewer.pk and not is_mine), None)
    space, by = draft.space, draft.scheduled_by
    return DraftView(
        id=draft.pk,
        title=draft.title,
        html=render(draft.body),
        kind=draft.kind,
        language=draft.language,
        space=SpaceView(space.pk, space.slug, space.name_ar, space.name_en, space.tone, space.kind),
        author=AuthorView(draft.author_id, draft.author.person_id, draft.author.person.display_name),
        publish_at=draft.publish_at,
        scheduled_by=AuthorView(by.pk, by.person_id, by.person.display_name) if by else None,
        label=label_of(draft),
        split=tuple(_row(row) for row in named),
        item_id=item.pk if item else None,
        is_mine=is_mine,
        may_schedule=is_mine or (may_edit and is_accepted),
        may_unschedule=draft.publish_at is not None and (is_mine or may_edit),
        may_answer=asked is not None,
        answer=asked.answer if asked else "",
    )


def list_invitations_to_write(*, community_id: int, viewer_id: int) -> tuple[tuple[int, str], ...]:
    """Drafts of others that name the viewer as a co-author, as (id, title); those not answered yet first."""
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return ()
    rows = CoAuthor.objects.filter(membership=viewer, post__community=community_id, post__status=TextStatus.DRAFT)
    rows = rows.exclude(post__author=viewer).order_by("-answer", "-invited_at")
    return tuple(rows.values_list("post_id", "post__title"))


def _row(row: CoAuthor) -> SplitRow:
    person = row.membership.person
    return SplitRow(AuthorView(row.membership_id, person.pk, person.display_name), row.share_bp, row.answer)
