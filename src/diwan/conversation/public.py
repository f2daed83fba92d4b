"""The door of `conversation`."""

from diwan.conversation.actions.block_member import block_member, lift_block
from diwan.conversation.actions.choose_reach import choose_reach
from diwan.conversation.actions.delete_message import delete_message, restore_message
from diwan.conversation.actions.edit_message import edit_message
from diwan.conversation.actions.hide_message import hide_message, show_message
from diwan.conversation.actions.keep_picture import MOST_PICTURES, DrawnPicture, draw_picture
from diwan.conversation.actions.mark_message import mark_message, withdraw_mark
from diwan.conversation.actions.mark_present import mark_present
from diwan.conversation.actions.open_room import open_room
from diwan.conversation.actions.quiet_conversation import leave_conversation, mute_conversation
from diwan.conversation.actions.record_reading import record_reading
from diwan.conversation.actions.report_message import report_message
from diwan.conversation.actions.start_conversation import find_pair, start_conversation
from diwan.conversation.actions.wipe_deleted import wipe_deleted
from diwan.conversation.actions.write_message import write_message
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
from diwan.conversation.queries.blocks import is_blocked, list_blocked
from diwan.conversation.queries.disclosed import DisclosedMessage, DisclosedTalk, list_disclosed
from diwan.conversation.queries.lists import (
    find_room,
    list_conversations,
    list_rooms,
    unread_total,
)
from diwan.conversation.queries.presence import ReachView, get_reach, list_present
from diwan.conversation.queries.single import (
    MessagePlace,
    MessageRevisionView,
    get_message,
    list_message_revisions,
    open_picture,
    picture_room,
)
from diwan.conversation.queries.talk import get_conversation, list_messages, require_entry
from diwan.conversation.queries.views import (
    ConversationLine,
    ConversationView,
    MarkView,
    MessageView,
    PictureView,
    QuoteView,
    SpeakerView,
)
from diwan.conversation.rules import MOST_PEOPLE

__all__ = [
    "MOST_PEOPLE",
    "MOST_PICTURES",
    "Block",
    "Conversation",
    "ConversationLine",
    "ConversationView",
    "DisclosedMessage",
    "DisclosedTalk",
    "Disclosure",
    "DrawnPicture",
    "MarkView",
    "Message",
    "MessageMark",
    "MessagePicture",
    "MessagePlace",
    "MessageRevision",
    "MessageRevisionView",
    "MessageView",
    "Participant",
    "PictureView",
    "QuoteView",
    "Reach",
    "ReachView",
    "SpeakerView",
    "block_member",
    "choose_reach",
    "delete_message",
    "draw_picture",
    "edit_message",
    "find_pair",
    "find_room",
    "get_conversation",
    "get_message",
    "get_reach",
    "hide_message",
    "is_blocked",
    "leave_conversation",
    "lift_block",
    "list_blocked",
    "list_conversations",
    "list_disclosed",
    "list_message_revisions",
    "list_messages",
    "list_present",
    "list_rooms",
    "mark_message",
    "mark_present",
    "mute_conversation",
    "open_picture",
    "open_room",
    "picture_room",
    "record_reading",
    "report_message",
    "require_entry",
    "restore_message",
    "show_message",
    "start_conversation",
    "unread_total",
    "wipe_deleted",
    "withdraw_mark",
    "write_message",
]
