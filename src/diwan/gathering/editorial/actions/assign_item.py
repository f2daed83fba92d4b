from datetime import date, datetime

from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.actions.save_draft import community_member
from diwan.gathering.editorial.actions.propose_item import space_of
from diwan.gathering.editorial.finding import is_editor, item_of, take_step
from diwan.gathering.editorial.telling import tell_of_item
from diwan.gathering.enums import ItemStage
from diwan.gathering.errors import EditorsOnly, StepRefused
from diwan.gathering.models import CalendarItem

ASSIGNED, UNASSIGNED, DUE_CHANGED = "editorial_assigned", "editorial_unassigned", "editorial_due_changed"


def assign_item(
    *, item_id: int, by_id: int, author_id: int | None, due_date: date | None, space_id: int | None, at: datetime
) -> CalendarItem:
    """An editor says who writes it, by when and for which space. Once a draft exists its author stays the author.

    Raises MembersOnly (also for an author who is not an active member), NotFound, EditorsOnly, StepRefused.
    """
    with transaction.atomic():
        by = loading.member(by_id)
        item = item_of(by, item_id)
        if not is_editor(by):
            raise EditorsOnly
        if item.stage in (ItemStage.PUBLISHED, ItemStage.DROPPED):
            raise StepRefused
        before, item.space = (item.author_id, item.due_date), space_of(by, space_id)
        item.due_date, item.editor, item.changed_at = due_date, by, at
        if author_id != item.author_id:
            _give_to(item, by_id=by_id, author_id=author_id)
        item.save()
        if item.author_id != before[0]:
            tell_of_item(before[0], UNASSIGNED, by, item, at)
            tell_of_item(item.author_id, ASSIGNED, by, item, at)
        elif item.due_date != before[1]:
            tell_of_item(item.author_id, DUE_CHANGED, by, item, at)
    return item


def _give_to(item: CalendarItem, *, by_id: int, author_id: int | None) -> None:
    if author_id is not None:
        take_step(loading.member(by_id), item, "assign")
        item.author = community_member(item.community_id, author_id)
    elif item.stage == ItemStage.ASSIGNED:
        item.author, item.stage = None, ItemStage.IDEA
    else:
        raise StepRefused
