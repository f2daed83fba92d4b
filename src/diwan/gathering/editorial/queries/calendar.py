"""The editorial calendar as its pages show it: entries by day, one item with its remarks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from diwan.gathering.editorial.finding import may_see_draft
from diwan.gathering.editorial.stages import open_steps
from diwan.gathering.enums import ItemStage, TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.models import CalendarItem, Post, Space
from diwan.gathering.queries.views import AuthorView, SpaceView, find_viewer
from diwan.gathering.rendering import render
from diwan.people.public import Membership, can, community_zone

_DONE = (ItemStage.PUBLISHED, ItemStage.DROPPED)
_MOST = 500


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An item of the calendar or, without `item_id`, a post that its author scheduled alone.

    `day`: when it goes out or went out; before that is known, when it is due. `moment`: the instant, once it is set.
    """

    item_id: int | None
    post_id: int | None
    title: str
    stage: str
    day: date | None
    moment: datetime | None
    due_date: date | None
    author: AuthorView | None
    space: SpaceView | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class CalendarView:
    """`dated`: within the days asked for, by day; `late`: due before `today`, no day set; `undated`: no day yet."""

    dated: tuple[CalendarEntry, ...]
    late: tuple[CalendarEntry, ...]
    undated: tuple[CalendarEntry, ...]
    may_edit: bool
    sees_all: bool


@dataclass(frozen=True, slots=True)
class RemarkView:
    author: AuthorView
    kind: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ItemView:
    """`steps`: what the viewer may do from here; `html`: the text, where the viewer may read it already."""

    entry: CalendarEntry
    brief: str
    proposed_by: AuthorView
    editor: AuthorView | None
    remarks: tuple[RemarkView, ...]
    steps: frozenset[str]
    may_edit: bool
    may_read: bool
    html: str
    language: str


def list_calendar(*, community_id: int, viewer_id: int, start: date, end: date, today: date) -> CalendarView:
    """The days from `start` to before `end`. Editors and the role of author see all; others what is theirs."""
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        raise NotFound
    sees_all, may_edit = can(viewer, "see_calendar"), can(viewer, "edit_calendar")
    zone = ZoneInfo(community_zone(community_id=community_id))
    entries = [*_items(viewer, sees_all, zone), *_alone(viewer, may_edit, zone)]
    dated = [one for one in entries if one.day is not None and start <= one.day < end]
    late = [one for one in entries if _is_late(one, today)]
    return CalendarView(
        dated=tuple(sorted(dated, key=lambda one: (one.day, one.moment is None, str(one.moment), one.title))),
        late=tuple(sorted(late, key=lambda one: (str(one.due_date), one.title))),
        undated=tuple(one for one in entries if one.day is None and one.stage not in _DONE),
        may_edit=may_edit,
        sees_all=sees_all,
    )


def get_item(*, community_id: int, item_id: int, viewer_id: int) -> ItemView:
    """One item, for whoever sees it on the calendar; its remarks for those it concerns. Raises NotFound."""
    viewer = find_viewer(community_id, viewer_id)
    item = _rows(community_id).filter(pk=item_id).first() if viewer else None
    if viewer is None or item is None or not (_is_theirs(viewer, item) or can(viewer, "see_calendar")):
        raise NotFound
    zone = ZoneInfo(community_zone(community_id=community_id))
    may_edit, is_author = can(viewer, "edit_calendar"), viewer.pk == item.author_id
    may_read = item.post is not None and item.post.status == TextStatus.DRAFT and may_see_draft(viewer, item.post)
    remarks = item.remarks.select_related("author__person").order_by("written_at", "pk")
    is_concerned = may_edit or _is_theirs(viewer, item)
    return ItemView(
        entry=_entry(item, viewer, zone),
        brief=item.brief,
        proposed_by=_author(item.proposed_by),
        editor=_author(item.editor) if item.editor else None,
        remarks=tuple(RemarkView(_author(row.author), row.kind, row.text, row.written_at) for row in remarks)
        if is_concerned
        else (),
        steps=open_steps(item.stage, is_author=is_author, is_editor=may_edit),
        may_edit=may_edit,
        may_read=may_read,
        html=render(item.post.body) if may_read and item.post else "",
        language=item.post.language if item.post else "",
    )


def _items(viewer: Membership, sees_all: bool, zone: ZoneInfo) -> Iterable[CalendarEntry]:
    rows = _rows(viewer.community_id).exclude(stage=ItemStage.DROPPED)
    if not sees_all:
        rows = rows.filter(Q(author=viewer) | Q(proposed_by=viewer))
    return [_entry(item, viewer, zone) for item in rows.order_by("-changed_at")[:_MOST]]


def _alone(viewer: Membership, is_editor: bool, zone: ZoneInfo) -> Iterable[CalendarEntry]:
    """Scheduled posts that no item plans: for their authors and for editors."""
    rows = Post.objects.filter(community=viewer.community_id, status=TextStatus.DRAFT, publish_at__isnull=False)
    rows = rows.filter(calendar_item=None).select_related("author__person", "space")
    if not is_editor:
        rows = rows.filter(author=viewer)
    return [
        CalendarEntry(
            item_id=None,
            post_id=post.pk,
            title=post.title,
            stage=ItemStage.SCHEDULED,
            day=post.publish_at.astimezone(zone).date() if post.publish_at else None,
            moment=post.publish_at,
            due_date=None,
            author=_author(post.author),
            space=_space(post.space),
            is_mine=post.author_id == viewer.pk,
        )
        for post in rows.order_by("publish_at")[:_MOST]
    ]


def _rows(community_id: int) -> QuerySet[CalendarItem]:
    rows = CalendarItem.objects.filter(community=community_id)
    return rows.select_related("post", "space", "author__person", "editor__person", "proposed_by__person")


def _is_theirs(viewer: Membership, item: CalendarItem) -> bool:
    return viewer.pk in (item.author_id, item.proposed_by_id)


def _is_late(entry: CalendarEntry, today: date) -> bool:
    is_open = entry.stage not in (*_DONE, ItemStage.SCHEDULED)
    return is_open and entry.due_date is not None and entry.due_date < today


def _entry(item: CalendarItem, viewer: Membership, zone: ZoneInfo) -> CalendarEntry:
    post = item.post
    moment = None
    if post is not None:
        moment = post.published_at if item.stage == ItemStage.PUBLISHED else post.publish_at
    return CalendarEntry(
        item_id=item.pk,
        post_id=item.post_id,
        title=item.title,
        stage=item.stage,
        day=moment.astimezone(zone).date() if moment else item.due_date,
        moment=moment,
        due_date=item.due_date,
        author=_author(item.author) if item.author else None,
        space=_space(item.space) if item.space else None,
        is_mine=_is_theirs(viewer, item),
    )


def _author(member: Membership) -> AuthorView:
    return AuthorView(member.pk, member.person_id, member.person.display_name)


def _space(space: Space) -> SpaceView:
    return SpaceView(space.pk, space.slug, space.name_ar, space.name_en, space.tone, space.kind)
