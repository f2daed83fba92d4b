import re
from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from diwan.gathering.actions.save_draft import community_member
from diwan.gathering.errors import NotFound
from diwan.gathering.imaging import redraw
from diwan.gathering.models import Attachment, Post
from diwan.gathering.models.attachment import WIDTHS
from diwan.kernel import ids

_SHOWN = re.compile(r"!\[([^\]\n]*)\]\(/files/([0-9a-f]{32})/")


def attach_image(*, community_id: int, membership_id: int, content: bytes, at: datetime, alt: str = "") -> Attachment:
    """Draw an uploaded image anew and keep it under a random name; `.url()` is what Markdown may point at.

    The files are written before the row: a crash between leaves files nobody can name, never a row without files.
    Raises MembersOnly, ImageTooHeavy, ImageTooManyPixels, ImageUnreadable.
    """
    owner = community_member(community_id, membership_id)
    drawn = redraw(content, widths=WIDTHS)
    image = Attachment(
        community_id=community_id,
        membership=owner,
        name=ids.random_id().hex,
        alt=" ".join(alt.replace("\x00", "").split())[:300],
        width=drawn.width,
        height=drawn.height,
        byte_count=sum(map(len, drawn.files.values())),
        uploaded_at=at,
    )
    for width, webp in drawn.files.items():
        default_storage.save(image.path(width), ContentFile(webp))
    image.save()
    return image


def adopt_images(post: Post, images: Sequence[int]) -> None:
    """Give the author's own uploads to the post, the first as its cover. Raises NotFound for anybody else's."""
    if not images:
        return
    rows = Attachment.objects.filter(pk__in=images, community=post.community_id, membership=post.author_id)
    if rows.count() != len(set(images)):
        raise NotFound
    rows.update(post=post)
    post.cover_id = images[0]
    post.save(update_fields=["cover"])


def adopt_shown(post: Post, body: str, writer_id: int) -> Attachment | None:
    """Give the post those pictures its writer's words show that no post has yet, with the words written for them.

    Returns the first picture shown. Somebody else's pictures stay whose they are.
    """
    words = {name: alt for alt, name in _SHOWN.findall(body)}
    rows = Attachment.objects.filter(name__in=words, community=post.community_id, membership=writer_id, post=None)
    found = {row.name: row for row in rows}
    for name, row in found.items():
        row.post, row.alt = post, " ".join(words[name].split())[:300]
    Attachment.objects.bulk_update(list(found.values()), ["post", "alt"])
    return next((found[name] for name in words if name in found), None)


def adopt_into(post: Post) -> None:
    """The pictures of a post's own words; the first becomes its cover where it has none."""
    first = adopt_shown(post, post.body, post.author_id)
    if first is not None and post.cover_id is None:
        post.cover = first
        post.save(update_fields=["cover"])
