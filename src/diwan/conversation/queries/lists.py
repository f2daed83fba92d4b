"""The lists: one's direct conversations, the rooms of a community, and how much of them is new."""

from collections.abc import Collection

from django.db.models import F, Q, Sum

from diwan.conversation.enums import ConversationKind, MessageStatus
from diwan.conversation.models import Block, Conversation, Message, Participant
from diwan.conversation.queries.shaping import speaker
from diwan.conversation.queries.views import ConversationLine, SpeakerView, find_viewer
from diwan.conversation.rendering import excerpt
from diwan.people.public import Membership

_AT_MOST = 100


def list_conversations(
    *, community_id: int, viewer_id: int | None, at_most: int = _AT_MOST
) -> tuple[ConversationLine, ...]:
    """The direct conversations the viewer is in and has not put away, latest first."""
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return ()
    places = Participant.objects.filter(membership=viewer, left_at=None, conversation__community=community_id)
    places = places.exclude(conversation__kind=ConversationKind.ROOM).select_related("conversation")
    rows = list(places.order_by(F("conversation__last_at").desc(nulls_last=True), "-conversation")[:at_most])
    return _lines([row.conversation for row in rows], rows, viewer)


def list_rooms(*, community_id: int, viewer_id: int | None, keys: Collection[str]) -> dict[str, ConversationLine]:
    """The rooms of these keys that were ever opened, by key. Which keys the viewer may ask for is judged before."""
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return {}
    rooms = list(Conversation.objects.filter(community=community_id, kind=ConversationKind.ROOM, key__in=keys))
    places = list(Participant.objects.filter(membership=viewer, conversation__in=rooms))
    return {line.key: line for line in _lines(rooms, places, viewer)}


def unread_total(*, membership_id: int) -> int:
    """Messages the member has not read, in conversations they are in and rooms they have visited; quiet ones left
    out. One query over the member's own places, whatever was said."""
    open_places = Participant.objects.filter(membership=membership_id, left_at=None, is_muted=False)
    found = open_places.aggregate(total=Sum(F("conversation__last_number") - F("read_number")))["total"]
    return found or 0


def find_room(*, community_id: int, key: str) -> int | None:
    """The id of the room of this key, None until it is first used."""
    return Conversation.objects.filter(community=community_id, key=key).values_list("pk", flat=True).first()


def _lines(
    conversations: list[Conversation], places: list[Participant], viewer: Membership
) -> tuple[ConversationLine, ...]:
    by_conversation = {place.conversation_id: place for place in places}
    others = _others([row for row in conversations if not row.is_room], viewer)
    latest = _latest(conversations)
    blocked = frozenset(Block.objects.filter(by=viewer).values_list("blocked", flat=True))
    found = []
    for row in conversations:
        place, said = by_conversation.get(row.pk), latest.get(row.pk)
        is_shown = said is not None and said.status == MessageStatus.SAID and said.author_id not in blocked
        found.append(
            ConversationLine(
                id=row.pk,
                kind=row.kind,
                key=row.key,
                title=row.title,
                others=others.get(row.pk, ()),
                latest_name=said.author.person.display_name if said and is_shown else "",
                latest_text=excerpt(said.body, 90) if said and is_shown else "",
                latest_is_mine=said is not None and said.author_id == viewer.pk,
                last_at=row.last_at,
                unread_count=row.last_number - place.read_number if place else 0,
                is_muted=place.is_muted if place else False,
            )
        )
    return tuple(found)


def _others(conversations: list[Conversation], viewer: Membership) -> dict[int, tuple[SpeakerView, ...]]:
    rows = Participant.objects.filter(conversation__in=conversations).exclude(membership=viewer)
    rows = rows.filter(Q(left_at=None) | Q(conversation__kind=ConversationKind.PAIR))
    found: dict[int, tuple[SpeakerView, ...]] = {}
    for row in rows.select_related("membership__person").order_by("pk"):
        found[row.conversation_id] = (*found.get(row.conversation_id, ()), speaker(row.membership))
    return found


def _latest(conversations: list[Conversation]) -> dict[int, Message]:
    """The latest message of each, in one query: its number is written on the conversation."""
    rows = Message.objects.filter(conversation__in=conversations, number=F("conversation__last_number"))
    return {row.conversation_id: row for row in rows.select_related("author__person")}
