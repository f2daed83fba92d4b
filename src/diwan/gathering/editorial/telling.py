"""Notices of the editorial desk: their kind and facts; pages word them and make the link."""

from datetime import datetime
from typing import Any

from diwan.gathering.models import CalendarItem, Post
from diwan.people.enums import Role
from diwan.people.public import Membership, list_memberships_with_role, notify


def tell_of_item(to_id: int | None, kind: str, by: Membership, item: CalendarItem, at: datetime, **facts: Any) -> None:
    """Tell one member of a change; nobody is told of what they did themselves."""
    if to_id is None or to_id == by.pk:
        return
    said = {"by": by.person.display_name, "title": item.title, "item": item.pk, **facts}
    notify(membership_id=to_id, kind=kind, facts=said, url="", at=at)


def tell_of_draft(to_id: int, kind: str, by: Membership, post: Post, at: datetime, **facts: Any) -> None:
    """The same about a draft: the link leads to its desk, for it is no thread yet."""
    if to_id == by.pk:
        return
    said = {"by": by.person.display_name, "title": post.title, "draft": post.pk, **facts}
    notify(membership_id=to_id, kind=kind, facts=said, url="", at=at)


def editors(community_id: int) -> list[int]:
    """Who hears of what nobody has in hand yet: the editors; where there is none, the owners."""
    for role in (Role.EDITOR, Role.OWNER):
        found = [row.pk for row in list_memberships_with_role(community_id=community_id, role=role)]
        if found:
            return found
    return []
