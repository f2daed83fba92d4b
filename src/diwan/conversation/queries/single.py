"""Single messages: their source for whoever edits them, their history, where they stand, their pictures."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage

from diwan.conversation.actions.loading import LARGEST_ID
from diwan.conversation.enums import MessageStatus
from diwan.conversation.errors import NotFound
from diwan.conversation.models import Message, MessagePicture
from diwan.conversation.queries.shaping import WITH_PEOPLE, Shaper
from diwan.conversation.queries.talk import A_PAGE, enter
from diwan.conversation.queries.views import MessageView
from diwan.people.public import Membership


@dataclass(frozen=True, slots=True)
class MessagePlace:
    """Where a message stands, what it says to whoever may edit it, and how it looks.

    `is_far_back`: it does not stand on the latest page.
    """

    conversation_id: int
    conversation_key: str
    number: int
    body: str
    view: MessageView
    is_far_back: bool


@dataclass(frozen=True, slots=True)
class MessageRevisionView:
    body: str
    replaced_at: datetime


def get_message(*, community_id: int, message_id: int, viewer_id: int | None, at: datetime) -> MessagePlace:
    """A message of a conversation the viewer is in. Only the author is given its words as typed. Raises NotFound."""
    row, viewer = _entered(community_id, message_id, viewer_id)
    view = Shaper(row.conversation, viewer, [row], at).views([row])[0]
    body = row.body if view.is_mine and view.is_said else ""
    is_far_back = row.number <= row.conversation.last_number - A_PAGE
    return MessagePlace(row.conversation_id, row.conversation.key, row.number, body, view, is_far_back)


def list_message_revisions(
    *, community_id: int, message_id: int, viewer_id: int | None
) -> tuple[MessageRevisionView, ...]:
    """What a message said before, latest change first. Raises NotFound; also for what was deleted or hidden."""
    row, _viewer = _entered(community_id, message_id, viewer_id)
    if not row.is_said:
        raise NotFound
    rows = row.revisions.order_by("-replaced_at", "-pk")
    return tuple(MessageRevisionView(one.body, one.replaced_at) for one in rows)


def open_picture(*, community_id: int, name: str, viewer_id: int | None) -> bytes:
    """The WebP file, for whoever may read the message it was said with, while that is said. Raises NotFound."""
    rows = MessagePicture.objects.select_related("message__conversation")
    picture = rows.filter(name=name, message__community=community_id, message__status=MessageStatus.SAID).first()
    if picture is None:
        raise NotFound
    enter(community_id, picture.message.conversation_id, viewer_id)
    with default_storage.open(picture.path) as file:
        return bytes(file.read())


def picture_room(*, community_id: int, name: str) -> str:
    """The key of the room a picture was shown in, '' when it was said directly or is not there."""
    rows = MessagePicture.objects.filter(name=name, message__community=community_id)
    key = rows.values_list("message__conversation__key", flat=True).first() or ""
    return key if key.startswith("space:") else ""


def _entered(community_id: int, message_id: int, viewer_id: int | None) -> tuple[Message, Membership]:
    rows = Message.objects.select_related("conversation", *WITH_PEOPLE).filter(community=community_id)
    row = rows.filter(pk=message_id).first() if 0 < message_id <= LARGEST_ID else None
    if row is None:
        raise NotFound
    _conversation, viewer, _place = enter(community_id, row.conversation_id, viewer_id)
    return row, viewer
