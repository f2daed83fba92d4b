"""What pages are given: frozen values, so that a template can neither query nor change anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from diwan.gathering import rules
from diwan.gathering.editorial.label import Label
from diwan.gathering.models.attachment import Attachment
from diwan.people.enums import Role
from diwan.people.public import Membership, MembershipRole

_TEAM = (Role.OWNER, Role.STEWARD, Role.TREASURER, Role.EDITOR)
NOBODY_REACTED: frozenset[str] = frozenset()
# Who looks: a membership already at hand, its id, or None for a visitor.
ViewerId = Membership | int | None


@dataclass(frozen=True, slots=True)
class AuthorView:
    """`is_team`: holds a role with power."""

    membership_id: int
    person_id: int
    name: str
    is_team: bool = False


@dataclass(frozen=True, slots=True)
class SpaceView:
    """`new_count`: posts published since the instant asked about."""

    id: int
    slug: str
    name_ar: str
    name_en: str
    tone: str
    kind: str = ""
    new_count: int = 0
    is_public: bool = True
    position: int = 0

    def name_in(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_en


@dataclass(frozen=True, slots=True)
class ImageView:
    """`width` and `height` belong to `url`; `small_url` is never wider than 640."""

    id: int
    url: str
    small_url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Counts of distinct people by kind, and which kinds the viewer gave."""

    helped_me: int
    tried_worked: int
    same_here: int
    did_not_work: int
    mine: frozenset[str] = NOBODY_REACTED

    def count(self, kind: str) -> int:
        return int(getattr(self, kind))


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One post of a feed. `accepted_by_name`: whose answer was accepted; `voice_count`: distinct others who spoke.

    `label`: who paid, said before all else; `co_authors`: all who wrote it but the author.
    """

    id: int
    ref: str
    kind: str
    title: str
    excerpt: str
    language: str
    space: SpaceView
    author: AuthorView
    published_at: datetime
    edited_at: datetime | None
    cover: ImageView | None
    evidence: EvidenceView
    comment_count: int
    answer_count: int
    voice_count: int
    reader_count: int
    is_accepted: bool
    accepted_by_name: str
    is_saved: bool
    is_mine: bool
    label: Label | None = None
    co_authors: tuple[AuthorView, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedPage:
    """`after` is the cursor of the next page, None on the last."""

    items: tuple[FeedItem, ...] = ()
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """What the viewer may do with one text."""

    edit: bool = False
    delete: bool = False
    react: bool = False


@dataclass(frozen=True, slots=True)
class CommentView:
    """A removed comment stands only while replies hang under it: no author, no words."""

    id: int
    ref: str
    author: AuthorView | None
    html: str
    language: str
    published_at: datetime
    edited_at: datetime | None
    evidence: EvidenceView
    rights: Rights
    is_asker: bool
    is_removed: bool
    replies: tuple["CommentView", ...] = ()


@dataclass(frozen=True, slots=True)
class PostView:
    """A post as its own page shows it."""

    id: int
    ref: str
    kind: str
    title: str
    html: str
    language: str
    space: SpaceView
    author: AuthorView
    published_at: datetime
    edited_at: datetime | None
    cover: ImageView | None
    evidence: EvidenceView
    rights: Rights
    comment_count: int
    answer_count: int
    voice_count: int
    reader_count: int
    save_count: int
    estimated_seconds: int
    is_saved: bool
    may_accept: bool
    accepted_at: datetime | None
    label: Label | None = None
    co_authors: tuple[AuthorView, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A post, its accepted answer, and its other comments, most useful first, one page of them."""

    post: PostView
    accepted: CommentView | None
    comments: tuple[CommentView, ...]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: loaded once per query, with what they reacted to and saved among the rows about to be shown.

    Without a membership it is a visitor.
    """

    membership: Membership | None
    reactions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    saved: frozenset[int] = frozenset()

    @property
    def id(self) -> int | None:
        return self.membership.pk if self.membership else None

    @property
    def shown_posts(self) -> Q:
        """Which published posts are shown: all of them to members, those of open spaces to visitors."""
        return Q() if self.membership else Q(community__is_public=True, space__is_public=True)

    def mine(self, ref: str) -> frozenset[str]:
        return self.reactions.get(ref, NOBODY_REACTED)


def find_viewer(community_id: int, viewer_id: ViewerId) -> Membership | None:
    """The membership, if it may see anything of this community: active and of this very community."""
    if viewer_id is None:
        return None
    if isinstance(viewer_id, Membership):
        found: Membership | None = viewer_id
    else:
        found = Membership.objects.filter(pk=viewer_id, community=community_id).first()
    return found if rules.may_take_part(found, community_id) else None


def find_reader(community_id: int, viewer_id: ViewerId) -> Viewer | None:
    """Who looks: a member, or nobody in particular (a visitor). None for a membership that may see nothing here."""
    member = find_viewer(community_id, viewer_id)
    return None if member is None and viewer_id is not None else Viewer(member)


def team_members(membership_ids: Iterable[int]) -> frozenset[int]:
    """Which of these hold a role with power, in one query."""
    rows = MembershipRole.objects.filter(membership__in=set(membership_ids), role__in=_TEAM)
    return frozenset(rows.values_list("membership_id", flat=True))


def image_view(image: Attachment | None) -> ImageView | None:
    if image is None:
        return None
    return ImageView(image.pk, image.url(), image.url(640), image.width, image.height, image.alt)


def evidence_view(row: Mapping[str, Any], mine: frozenset[str]) -> EvidenceView:
    return EvidenceView(row["helped_count"], row["tried_count"], row["same_count"], row["failed_count"], mine)
