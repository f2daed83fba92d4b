from datetime import date, datetime

from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.actions.save_draft import community_member
from diwan.gathering.editorial.finding import is_editor
from diwan.gathering.editorial.telling import editors, tell_of_item
from diwan.gathering.errors import NotFound, TextTooLong
from diwan.gathering.models import CalendarItem, Space
from diwan.people.public import Membership

PROPOSED = "editorial_proposed"
LONGEST_BRIEF = 1000


def propose_item(
    *,
    community_id: int,
    by_id: int,
    title: str,
    at: datetime,
    brief: str = "",
    due_date: date | None = None,
    space_id: int | None = None,
) -> CalendarItem:
    """Put an idea on the editorial calendar. Any member may; the editors are told of what they did not propose.

    Raises MembersOnly, NotFound (space), TitleNeeded, TextTooLong, UnwritableText.
    """
    with transaction.atomic():
        by = community_member(community_id, by_id)
        if len(brief) > LONGEST_BRIEF:
            raise TextTooLong(count=len(brief), limit=LONGEST_BRIEF)
        item = CalendarItem.objects.create(
            community_id=community_id,
            title=loading.clean_title(title),
            brief=brief.replace("\x00", ""),
            space=space_of(by, space_id),
            due_date=due_date,
            proposed_by=by,
            created_at=at,
            changed_at=at,
        )
        if not is_editor(by):
            for editor_id in editors(community_id):
                tell_of_item(editor_id, PROPOSED, by, item, at)
    return item


def space_of(member: Membership, space_id: int | None) -> Space | None:
    """Raises NotFound for a space of another community."""
    if space_id is None:
        return None
    space = Space.objects.filter(pk=space_id, community=member.community_id).first()
    if space is None:
        raise NotFound
    return space
