"""What this room does when a higher one announces a decision. Others hear it too: a foreign reference is left alone."""

from datetime import datetime

from diwan.gathering.actions.hide_object import hide_object, show_object
from diwan.gathering.attention.actions.index_members import index_members


def object_hidden(*, community_id: int, object_ref: str, at: datetime, **_facts: object) -> None:
    hide_object(community_id=community_id, object_ref=object_ref, at=at)


def object_shown(*, community_id: int, object_ref: str, at: datetime, **_facts: object) -> None:
    show_object(community_id=community_id, object_ref=object_ref, at=at)


def member_changed(*, community_id: int, membership_id: int, **_facts: object) -> None:
    index_members(community_id=community_id, membership_ids=[membership_id])
