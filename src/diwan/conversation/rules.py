"""Who may do what in a conversation: predicates on rows already loaded. A stranger is None."""

from datetime import datetime, timedelta

from diwan.conversation.models import Conversation, Message, Participant
from diwan.people.public import Membership

MOST_PEOPLE = 8
NEWCOMER_DAYS = 3
NEWCOMER_PEOPLE = 3
MESSAGES_A_MINUTE = 20


def may_take_part(member: Membership | None, community_id: int) -> bool:
    """An active member of this very community."""
    return member is not None and member.community_id == community_id and member.is_active


def may_enter(member: Membership | None, conversation: Conversation, place: Participant | None) -> bool:
    """A room is open to members (whoever asks has judged the space); a direct one to those who are in it."""
    if not may_take_part(member, conversation.community_id):
        return False
    return conversation.is_room or is_inside(conversation, place)


def is_inside(conversation: Conversation, place: Participant | None) -> bool:
    """Two people who once talked can always come back to it; whoever left a group is out."""
    return place is not None and (conversation.is_pair or place.left_at is None)


def may_edit(member: Membership, message: Message) -> bool:
    return member.pk == message.author_id


def may_delete(member: Membership, message: Message, *, is_steward: bool) -> bool:
    """The author; in a room also a steward, as under a post. In a direct conversation nobody else."""
    return member.pk == message.author_id or (is_steward and message.conversation.is_room)


def may_restore(member: Membership, message: Message) -> bool:
    """Whoever deleted it."""
    return member.pk == message.deleted_by_id


def may_mark(member: Membership, message: Message) -> bool:
    return member.pk != message.author_id


def is_newcomer(member: Membership, at: datetime) -> bool:
    """Trusted by nobody yet, and here for less than three days."""
    return member.trust_level == 0 and at < member.joined_at + timedelta(days=NEWCOMER_DAYS)
