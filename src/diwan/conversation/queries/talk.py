"""A conversation as its page shows it, in a fixed number of queries whatever was said."""

from collections.abc import Collection
from datetime import datetime

from diwan.conversation import rules
from diwan.conversation.actions.loading import LARGEST_ID
from diwan.conversation.errors import NotFound
from diwan.conversation.models import Block, Conversation, Message, Participant, Reach
from diwan.conversation.queries.presence import present
from diwan.conversation.queries.shaping import WITH_PEOPLE, Shaper, speaker
from diwan.conversation.queries.views import ConversationView, MessageView, find_viewer
from diwan.people.public import Membership

A_PAGE = 50


def get_conversation(
    *,
    community_id: int,
    conversation_id: int,
    viewer_id: int | None,
    at: datetime,
    before: int | None = None,
) -> ConversationView:
    """The latest messages, or those below number `before`. Raises NotFound for whoever is not in it."""
    conversation, viewer, place = enter(community_id, conversation_id, viewer_id)
    rows = Message.objects.filter(conversation=conversation).select_related(*WITH_PEOPLE).order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=min(before, LARGEST_ID))
    found = list(rows[: A_PAGE + 1])
    shown, above = found[:A_PAGE][::-1], found[A_PAGE:]
    others = [] if conversation.is_room else _others(conversation, viewer)
    here = present(community_id, viewer.pk, at, [one.pk for one in others]) if others else frozenset()
    return ConversationView(
        id=conversation.pk,
        kind=conversation.kind,
        key=conversation.key,
        title=conversation.title,
        others=tuple(speaker(one, here) for one in others),
        messages=Shaper(conversation, viewer, shown, at).views(shown, above),
        has_earlier=bool(above),
        last_number=conversation.last_number,
        read_number=place.read_number if place else None,
        is_muted=place.is_muted if place else False,
        is_open=_is_open(conversation, viewer, others),
        blocked_by_me=conversation.is_pair and Block.objects.filter(by=viewer, blocked__in=others).exists(),
        opened_by_me=conversation.opened_by_id == viewer.pk,
    )


def list_messages(
    *,
    community_id: int,
    conversation_id: int,
    viewer_id: int | None,
    at: datetime,
    after: int | None = None,
    message_ids: Collection[int] = (),
) -> tuple[MessageView, ...]:
    """For a page that is open: what was said after number `after`, or these messages; oldest first, at most a page.

    Messages of other conversations are left out. Raises NotFound for whoever is not in this one.
    """
    conversation, viewer, _place = enter(community_id, conversation_id, viewer_id)
    rows = Message.objects.filter(conversation=conversation).select_related(*WITH_PEOPLE).order_by("number")
    rows = rows.filter(pk__in=message_ids) if after is None else rows.filter(number__gt=min(after, LARGEST_ID))
    found = list(rows[:A_PAGE])
    above = Message.objects.filter(conversation=conversation, number__in=[row.number - 1 for row in found])
    return Shaper(conversation, viewer, found, at).views(found, above)


def require_entry(*, community_id: int, conversation_id: int, viewer_id: int | None) -> str:
    """The key of a conversation the viewer may read; a room's ('space:<id>') is judged further. Raises NotFound."""
    return enter(community_id, conversation_id, viewer_id)[0].key


def enter(
    community_id: int, conversation_id: int, viewer_id: int | None
) -> tuple[Conversation, Membership, Participant | None]:
    """The conversation, who looks, and their place in it. Raises NotFound."""
    viewer = find_viewer(community_id, viewer_id)
    is_id = 0 < conversation_id <= LARGEST_ID
    rows = Conversation.objects.filter(community=community_id)
    conversation = rows.filter(pk=conversation_id).first() if viewer and is_id else None
    if viewer is None or conversation is None:
        raise NotFound
    place = Participant.objects.filter(conversation=conversation, membership=viewer).first()
    if not rules.may_enter(viewer, conversation, place):
        raise NotFound
    return conversation, viewer, place


def _others(conversation: Conversation, viewer: Membership) -> list[Membership]:
    """Everybody else: in a group, whoever has not left it; of two people always the other."""
    rows = Participant.objects.filter(conversation=conversation).exclude(membership=viewer)
    if not conversation.is_pair:
        rows = rows.filter(left_at=None)
    return [row.membership for row in rows.select_related("membership__person").order_by("pk")]


def _is_open(conversation: Conversation, viewer: Membership, others: list[Membership]) -> bool:
    """Whether writing can succeed. What shuts the door is not said: blocked, closed to all, or gone look alike."""
    if not conversation.is_pair:
        return True
    is_shut = Block.objects.filter(by__in=[viewer, *others], blocked__in=[viewer, *others]).exists()
    is_closed = Reach.objects.filter(membership__in=others, takes_direct=False).exists()
    return not is_shut and not is_closed and all(one.is_active for one in others)
