from datetime import datetime

from django.db import transaction

from diwan.conversation.actions import loading
from diwan.conversation.enums import ConversationKind
from diwan.conversation.errors import MembersOnly
from diwan.conversation.models import Conversation


def open_room(*, community_id: int, key: str, by_id: int, at: datetime) -> Conversation:
    """The room of this key ('space:<id>'), made when it is first used. Whether `by` may enter it is judged before.

    Raises MembersOnly.
    """
    if loading.member(by_id).community_id != community_id:
        raise MembersOnly
    with transaction.atomic():
        room, _ = Conversation.objects.get_or_create(
            community_id=community_id, key=key, defaults={"kind": ConversationKind.ROOM, "opened_at": at}
        )
    return room
