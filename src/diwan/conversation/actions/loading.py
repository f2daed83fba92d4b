"""Rows an action works on, found in the community of whoever acts and in no other; words made storable."""

from dataclasses import dataclass

from diwan.conversation import rules
from diwan.conversation.enums import MessageStatus
from diwan.conversation.errors import MembersOnly, NotFound, TextNeeded, TextTooLong, UnknownChoice, UnwritableText
from diwan.conversation.models import Conversation, Message, Participant
from diwan.people.public import Membership

LONGEST_BODY = 4_000
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Entered:
    """Who acts, in which conversation, and their place in it (None in a room never read)."""

    member: Membership
    conversation: Conversation
    place: Participant | None


def member(membership_id: int) -> Membership:
    """The one who acts. Raises MembersOnly for a suspended or departed member and for nobody."""
    found = Membership.objects.select_related("person").filter(pk=membership_id).first()
    if found is None or not found.is_active:
        raise MembersOnly
    return found


def enter(conversation_id: int, membership_id: int) -> Entered:
    """The conversation, locked, and who enters it. Raises MembersOnly, NotFound."""
    who = member(membership_id)
    rows = Conversation.objects.select_for_update().filter(community=who.community_id)
    conversation = rows.filter(pk=conversation_id).first() if 0 < conversation_id <= LARGEST_ID else None
    if conversation is None:
        raise NotFound
    place = Participant.objects.filter(conversation=conversation, membership=who).first()
    if not rules.may_enter(who, conversation, place):
        raise NotFound
    return Entered(who, conversation, place)


def message(
    message_id: int, membership_id: int, *, statuses: tuple[str, ...] = (MessageStatus.SAID,)
) -> tuple[Entered, Message]:
    """A message of a conversation the member is in, its conversation locked. Raises MembersOnly, NotFound."""
    who = member(membership_id)
    if not 0 < message_id <= LARGEST_ID:
        raise NotFound
    home = Message.objects.filter(pk=message_id, community=who.community_id).values_list("conversation", flat=True)
    conversation_id = home.first()
    if conversation_id is None:
        raise NotFound
    entered = enter(conversation_id, membership_id)
    rows = Message.objects.select_related("author__person").filter(pk=message_id, status__in=statuses)
    found = rows.first()
    if found is None:
        raise NotFound
    found.conversation = entered.conversation
    return entered, found


def clean_body(body: str, *, may_be_empty: bool = False) -> str:
    """The words as written, line ends made alike. Raises TextNeeded, TextTooLong, UnwritableText."""
    if "\x00" in body or any("\ud800" <= letter <= "\udfff" for letter in body):
        raise UnwritableText
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not text.strip():
        if may_be_empty:
            return ""
        raise TextNeeded
    if len(text) > LONGEST_BODY:
        raise TextTooLong(count=len(text), limit=LONGEST_BODY)
    return text


def clean_choice(value: str, choices: list[str]) -> str:
    if value not in choices:
        raise UnknownChoice(value=value)
    return value


def clean_key(key: str) -> str:
    """The key of the form that was sent. Raises UnwritableText for what no form of ours ever held."""
    if not (0 < len(key) <= 80 and key.isascii() and key.isprintable()):
        raise UnwritableText
    return key
