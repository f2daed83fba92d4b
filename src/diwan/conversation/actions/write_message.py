from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from diwan.conversation import rules
from diwan.conversation.actions import loading
from diwan.conversation.actions.keep_picture import MOST_PICTURES, DrawnPicture, keep_picture
from diwan.conversation.actions.mark_present import mark_present
from diwan.conversation.actions.reachable import require_reachable
from diwan.conversation.actions.tell import WRITTEN, tell_members, tell_pages
from diwan.conversation.errors import NotFound, TooFast, TooManyPictures
from diwan.conversation.models import Conversation, Message, Participant
from diwan.people.public import Membership


def write_message(
    *,
    conversation_id: int,
    author_id: int,
    body: str,
    key: str,
    at: datetime,
    reply_to_id: int | None = None,
    pictures: Sequence[DrawnPicture] = (),
) -> Message:
    """Say something in a conversation. The same form (`key`) sent again gives the message it made before.

    Pictures come drawn (`draw_picture`), so that no lock is held while they are decoded; with one, the words may be
    missing. Raises MembersOnly, NotFound, NotReachable, YouBlocked, TooFast, TooManyPictures, TextNeeded, TextTooLong,
    UnwritableText.
    """
    key = loading.clean_key(key)
    with transaction.atomic():
        entered = loading.enter(conversation_id, author_id)
        known = Message.objects.filter(conversation=conversation_id, author=author_id, key=key).first()
        if known is not None:
            return known
        if len(pictures) > MOST_PICTURES:
            raise TooManyPictures(limit=MOST_PICTURES)
        body = loading.clean_body(body, may_be_empty=bool(pictures))
        _require_calm(entered.member, at)
        _require_listener(entered.conversation, entered.member)
        message = _say(entered, body, key, _replied_to(entered.conversation, reply_to_id), at)
        for picture in pictures:
            keep_picture(message, picture)
        _read_so_far(message, at)
        mark_present(membership_id=author_id, at=at)
        tell_pages(message, WRITTEN, at)
        tell_members(message, entered.member, at)
    return message


def _say(entered: loading.Entered, body: str, key: str, reply_to: Message | None, at: datetime) -> Message:
    conversation = entered.conversation
    conversation.last_number, conversation.last_at = conversation.last_number + 1, at
    conversation.save(update_fields=["last_number", "last_at"])
    return Message.objects.create(
        community_id=conversation.community_id,
        conversation=conversation,
        number=conversation.last_number,
        author=entered.member,
        key=key,
        body=body,
        reply_to=reply_to,
        written_at=at,
    )


def _require_calm(author: Membership, at: datetime) -> None:
    since = at - timedelta(minutes=1)
    if Message.objects.filter(author=author, written_at__gt=since).count() >= rules.MESSAGES_A_MINUTE:
        raise TooFast(limit=rules.MESSAGES_A_MINUTE)


def _require_listener(conversation: Conversation, author: Membership) -> None:
    """Between two people the other must be reachable; a group goes on whoever blocked whom in it."""
    if not conversation.is_pair:
        return
    other = Participant.objects.filter(conversation=conversation).exclude(membership=author)
    require_reachable(by=author, membership_ids=list(other.values_list("membership", flat=True)))
    other.filter(left_at__isnull=False).update(left_at=None)  # what is said to them brings it back to their list


def _replied_to(conversation: Conversation, message_id: int | None) -> Message | None:
    if message_id is None:
        return None
    if not 0 < message_id <= loading.LARGEST_ID:
        raise NotFound
    found = Message.objects.filter(pk=message_id, conversation=conversation).first()
    if found is None or not found.is_said:
        raise NotFound
    return found


def _read_so_far(message: Message, at: datetime) -> None:
    """Who answers has read what stands above."""
    Participant.objects.update_or_create(
        conversation=message.conversation,
        membership=message.author,
        defaults={"read_number": message.number, "left_at": None},
        create_defaults={"read_number": message.number, "joined_at": at},
    )
