"""What this room does when a higher one announces a decision. Others hear it too: a foreign reference is left alone."""

from datetime import datetime

from diwan.conversation.actions.hide_message import hide_message, show_message


def object_hidden(*, community_id: int, object_ref: str, at: datetime, **_facts: object) -> None:
    hide_message(community_id=community_id, object_ref=object_ref, at=at)


def object_shown(*, community_id: int, object_ref: str, at: datetime, **_facts: object) -> None:
    show_message(community_id=community_id, object_ref=object_ref, at=at)
