"""Messages are their author's. An erasure wipes them as a deletion does after its thirty days, at once."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.conversation.enums import MessageStatus
from diwan.conversation.models import (
    Block,
    Conversation,
    Disclosure,
    Message,
    MessageMark,
    MessagePicture,
    MessageRevision,
    Participant,
    Reach,
)
from diwan.kernel.privacy import Erasure, Purpose, Subject, eraser, rows

TALK, NUMBERED, DELETED = Purpose.TALK, Erasure.NUMBERED, Erasure.DELETED
rows(
    Conversation,
    TALK,
    NUMBERED,
    member="opened_by",
    seen="kind opened_at",
    link="opened_by_id key",
    plain="id community_id title last_number last_at",
)
rows(
    Participant,
    TALK,
    NUMBERED,
    member="membership",
    seen="conversation_id joined_at left_at is_muted",
    link="membership_id",
    plain="id read_number",
)
rows(
    Message,
    TALK,
    Erasure.CLEARED,
    what=_("Your messages"),
    member="author",
    own="body",
    seen="conversation_id written_at edited_at deleted_at status",
    link="author_id deleted_by_id reply_to_id",
    plain="id community_id number key",
)
rows(
    MessageRevision,
    TALK,
    DELETED,
    what=_("What your messages said before you changed them"),
    member="message__author",
    own="body",
    seen="message_id replaced_at",
    plain="id",
)
rows(
    MessagePicture,
    TALK,
    DELETED,
    what=_("Pictures in your messages"),
    member="message__author",
    own="name",
    seen="message_id width height byte_count",
    plain="id",
)
rows(
    MessageMark, TALK, DELETED, member="membership", seen="message_id kind marked_at", link="membership_id", plain="id"
)
rows(
    Disclosure,
    Purpose.SAFETY,
    NUMBERED,
    link="message_id disclosed_by_id",
    plain="id first_number final_number disclosed_at",
)
rows(Block, Purpose.SAFETY, DELETED, member="by", seen="blocked_id blocked_at", link="by_id", plain="id community_id")
rows(
    Reach,
    Purpose.REACH,
    DELETED,
    what=_("When you were last seen here"),
    member="membership",
    seen="shows_presence takes_direct seen_at",
    link="membership_id",
    plain="id community_id",
)


@eraser
def wipe_messages(subject: Subject, at: datetime) -> None:
    mine = Message.objects.filter(author__in=subject.membership_ids)
    paths = [picture.path for picture in MessagePicture.objects.filter(message__in=mine).select_related("message")]
    mine.update(status=MessageStatus.WIPED, deleted_at=at)

    def drop() -> None:
        for path in paths:
            default_storage.delete(path)

    transaction.on_commit(drop)
