"""Single texts: their titles for other rooms, their source for whoever may edit them, their history, drafts, images."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage
from django.db.models import Q

from diwan.gathering import rules
from diwan.gathering.editorial.label import Label, label_of
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.models import Attachment, Comment, Post, Reaction, Revision
from diwan.gathering.models.attachment import WIDTHS
from diwan.gathering.queries.views import find_viewer
from diwan.people.public import can, get_membership


@dataclass(frozen=True, slots=True)
class SourceView:
    """A text as its author wrote it, for the form that edits it. A comment has no title."""

    ref: str
    post_id: int
    title: str
    body: str
    language: str
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class RevisionView:
    """What a text said until `replaced_at`, when `by_name` changed it."""

    title: str
    body: str
    by_name: str
    replaced_at: datetime


def object_titles(*, community_id: int, object_refs: Iterable[str]) -> dict[str, str]:
    """The titles behind 'post:<id>' and 'comment:<id>' (that of its post), in two queries, no foreign ones."""
    refs = set(object_refs)
    posts = Post.objects.filter(pk__in=numbers_of(refs, "post"), community=community_id)
    posts = posts.exclude(status=TextStatus.DRAFT)
    comments = Comment.objects.filter(pk__in=numbers_of(refs, "comment"), community=community_id)
    found = {f"post:{pk}": title for pk, title in posts.values_list("pk", "title")}
    return found | {f"comment:{pk}": title for pk, title in comments.values_list("pk", "post__title")}


def post_title(*, object_ref: str, community_id: int) -> str:
    """The title behind one reference, '' when there is none in this community."""
    return object_titles(community_id=community_id, object_refs=[object_ref]).get(object_ref, "")


def find_place(*, community_id: int, object_ref: str) -> tuple[int, int | None]:
    """Where a reference is read: (post id, comment id or None). Raises NotFound for anything not published here."""
    text = _text(community_id, object_ref)
    return (text.pk, None) if isinstance(text, Post) else (text.post_id, text.pk)


def imported_ids(*, community_id: int, source: str) -> frozenset[str]:
    """The ids, as the source has them, of every text and vote that was brought from it."""
    found: set[str] = set()
    for model in (Post, Comment, Reaction):
        found.update(model.objects.filter(community=community_id, source=source).values_list("source_id", flat=True))
    return frozenset(found)


def get_source(*, community_id: int, object_ref: str, viewer_id: int | None) -> SourceView:
    """The Markdown of a text the viewer may edit. Raises NotFound."""
    viewer = find_viewer(community_id, viewer_id)
    text = _text(community_id, object_ref)
    if not rules.may_edit(viewer, text, is_editor=can(viewer, "edit_guides")):
        raise NotFound
    if isinstance(text, Post):
        return SourceView(text.ref, text.pk, text.title, text.body, text.language, label_of(text))
    return SourceView(text.ref, text.post_id, "", text.body, text.language)


def list_revisions(*, community_id: int, object_ref: str, viewer_id: int | None) -> tuple[RevisionView, ...]:
    """What a published text said before, latest change first. Raises NotFound."""
    if find_viewer(community_id, viewer_id) is None:
        raise NotFound
    text = _text(community_id, object_ref)
    of_text = Q(post=text) if isinstance(text, Post) else Q(comment=text)
    rows = Revision.objects.filter(of_text).select_related("replaced_by__person").order_by("-replaced_at", "-id")
    return tuple(
        RevisionView(row.title, row.body, row.replaced_by.person.display_name, row.replaced_at) for row in rows
    )


def list_drafts(*, community_id: int, viewer_id: int | None) -> tuple[Post, ...]:
    """The viewer's own drafts, latest first; nobody else's."""
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return ()
    return tuple(Post.objects.filter(author=viewer, community=community_id, status=TextStatus.DRAFT).order_by("-id"))


def open_image(*, name: str, width: int, person_id: int | None) -> bytes:
    """The WebP file, authorised anew at every download: for active members of its community, in an open space of a
    public one for anybody; while its post is not published, for its uploader alone. Raises NotFound."""
    image = Attachment.objects.select_related("post__space", "community").filter(name=name).first()
    if image is None or width not in WIDTHS or not _may_open(image, person_id):
        raise NotFound
    with default_storage.open(image.path(width)) as file:
        return bytes(file.read())


def _may_open(image: Attachment, person_id: int | None) -> bool:
    post = image.post
    is_shown = post is not None and post.is_published
    if post is not None and is_shown and post.space.is_public and image.community.is_public:
        return True
    viewer = get_membership(community_id=image.community_id, person_id=person_id) if person_id else None
    if viewer is None or not rules.may_take_part(viewer, image.community_id):
        return False
    return is_shown or viewer.pk == image.membership_id


def _text(community_id: int, object_ref: str) -> Post | Comment:
    shown = {"community": community_id, "status": TextStatus.PUBLISHED}
    post = Post.objects.filter(pk__in=numbers_of([object_ref], "post"), **shown).first()
    if post is not None:
        return post
    comments = Comment.objects.filter(pk__in=numbers_of([object_ref], "comment"), **shown)
    comment = comments.filter(post__status=TextStatus.PUBLISHED).first()
    if comment is None:
        raise NotFound
    return comment


def numbers_of(refs: Iterable[str], noun: str) -> list[int]:
    """The ids that references to this noun carry; a number that no database counts to is nobody's id."""
    parts = [ref.partition(":") for ref in refs]
    return [int(number) for name, _, number in parts if name == noun and _is_id(number)]


def _is_id(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= 18
