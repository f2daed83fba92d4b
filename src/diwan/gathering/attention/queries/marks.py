"""Everything a member follows or muted, to be changed in one place."""

from dataclasses import dataclass

from diwan.gathering.attention.enums import Level
from diwan.gathering.attention.models import PersonMark, TagFollow, ThreadMark
from diwan.gathering.attention.queries.tags import TagView
from diwan.gathering.enums import TextStatus
from diwan.gathering.queries.views import AuthorView, ViewerId, find_viewer
from diwan.people.enums import Standing

_MOST = 200
_SAID = (Level.FOLLOWING, Level.MUTED)


@dataclass(frozen=True, slots=True)
class MarkedThread:
    id: int
    title: str
    language: str
    level: str


@dataclass(frozen=True, slots=True)
class MarksView:
    """`people`: each with the level ('following', 'muted')."""

    people: tuple[tuple[AuthorView, str], ...] = ()
    threads: tuple[MarkedThread, ...] = ()
    tags: tuple[TagView, ...] = ()


def person_level(*, community_id: int, viewer_id: ViewerId, other_id: int) -> str:
    """How closely the viewer attends to somebody."""
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return Level.NONE
    found = PersonMark.objects.filter(membership=viewer, other=other_id).values_list("level", flat=True).first()
    return found or Level.NONE


def list_marks(*, community_id: int, viewer_id: ViewerId) -> MarksView:
    """In three queries; threads where it was last spoken first."""
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return MarksView()
    people = PersonMark.objects.filter(membership=viewer, level__in=_SAID, other__standing=Standing.ACTIVE)
    threads = ThreadMark.objects.filter(membership=viewer, level__in=_SAID, post__status=TextStatus.PUBLISHED)
    tags = TagFollow.objects.filter(membership=viewer, tag__is_banned=False).select_related("tag")
    return MarksView(
        tuple(
            (AuthorView(mark.other_id, mark.other.person_id, mark.other.person.display_name), mark.level)
            for mark in people.select_related("other__person").order_by("other__person__display_name")[:_MOST]
        ),
        tuple(
            MarkedThread(mark.post_id, mark.post.title, mark.post.language, mark.level)
            for mark in threads.select_related("post").order_by("-post__spoken_at", "-post_id")[:_MOST]
        ),
        tuple(
            TagView(one.tag_id, one.tag.key, one.tag.name, one.tag.post_count, is_followed=True)
            for one in tags.order_by("tag__key")[:_MOST]
        ),
    )
