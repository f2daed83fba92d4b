from diwan.conversation.models.block import Block
from diwan.conversation.models.conversation import Conversation
from diwan.conversation.models.disclosure import Disclosure
from diwan.conversation.models.message import Message, MessageMark, MessageRevision
from diwan.conversation.models.participant import Participant
from diwan.conversation.models.picture import MessagePicture
from diwan.conversation.models.reach import Reach

__all__ = [
    "Block",
    "Conversation",
    "Disclosure",
    "Message",
    "MessageMark",
    "MessagePicture",
    "MessageRevision",
    "Participant",
    "Reach",
]
