"""Telling what happened: to the pages that are open, and to members who are not looking."""

from datetime import datetime

from django.db.models import QuerySet

from diwan.conversation.models import Block, Conversation, Message, Participant
from diwan.conversation.rendering import mentioned
from diwan.kernel import live
from diwan.people.enums import Standing
from diwan.people.public import Membership, notify

WRITTEN, CHANGED = "message_written", "message_changed"
DIRECT, MENTIONED = "direct_message", "mentioned_in_talk"
_MOST_MENTIONED = 20


def tell_pages(message: Message, name: str, at: datetime) -> None:
    """Wake the open pages of the room, or of everybody who is in the direct conversation."""
    conversation = message.conversation
    facts = {"conversation": conversation.pk, "message": message.pk, "number": message.number}
    topics = [f"room:{conversation.pk}"]
    if not conversation.is_room:
        topics = [f"membership:{pk}" for pk in _inside(conversation).values_list("membership", flat=True)]
    for topic in topics:
        live.tell(community_id=message.community_id, topic=topic, name=name, facts=facts, at=at)


def tell_members(message: Message, by: Membership, at: datetime) -> None:
    """Notices: to those mentioned, and in a direct conversation to whoever had read everything before this."""
    facts = {"by": by.person.display_name, "message": message.pk, "conversation": message.conversation_id}
    told = _mentioned(message, by)
    for membership_id in sorted(told):
        notify(membership_id=membership_id, kind=MENTIONED, facts=facts, url="", at=at, group="mentions")
    if message.conversation.is_room:
        return
    waiting = _inside(message.conversation).filter(is_muted=False, read_number=message.number - 1)
    for membership_id in waiting.exclude(membership=by).values_list("membership", flat=True):
        if membership_id not in told:
            notify(membership_id=membership_id, kind=DIRECT, facts=facts, url="", at=at, group="messages")


def _inside(conversation: Conversation) -> QuerySet[Participant]:
    return Participant.objects.filter(
        conversation=conversation, left_at=None, membership__standing=Standing.ACTIVE
    ).order_by("membership")


def _mentioned(message: Message, by: Membership) -> set[int]:
    """Who is named after an @, is in there, hears this conversation and has not blocked the writer."""
    spellings = {spelling for name in mentioned(message.body) for spelling in (name, name.replace("_", " "))}
    if not spellings:
        return set()
    rows = Membership.objects.filter(
        community=by.community_id, standing=Standing.ACTIVE, person__display_name__in=spellings
    ).exclude(pk=by.pk)
    places = Participant.objects.filter(conversation=message.conversation)
    if message.conversation.is_room:
        rows = rows.exclude(pk__in=places.filter(is_muted=True).values("membership"))
    else:
        rows = rows.filter(pk__in=places.filter(left_at=None, is_muted=False).values("membership"))
    rows = rows.exclude(pk__in=Block.objects.filter(blocked=by).values("by"))
    return set(rows.order_by("pk").values_list("pk", flat=True)[:_MOST_MENTIONED])
