"""The author's side of an item: begin the draft, hand it in, take it back."""

from datetime import datetime

from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.actions.save_draft import save_draft
from diwan.gathering.editorial.finding import item_of, take_step
from diwan.gathering.editorial.telling import editors, tell_of_item
from diwan.gathering.enums import PostKind
from diwan.gathering.errors import TextNeeded
from diwan.gathering.models import CalendarItem, Space

HANDED_IN, TAKEN_BACK = "editorial_handed_in", "editorial_taken_back"


def begin_item(*, item_id: int, by_id: int, language: str, at: datetime) -> CalendarItem:
    """Open the author's draft, with the item's title and space (the community's first where none was chosen).

    Raises MembersOnly, NotFound, NotYours, StepRefused.
    """
    with transaction.atomic():
        author = loading.member(by_id)
        item = item_of(author, item_id)
        take_step(author, item, "begin")
        space = item.space or Space.objects.filter(community=item.community_id).order_by("position", "pk")[0]
        item.post = save_draft(
            community_id=item.community_id, space_id=space.pk, author_id=author.pk, kind=space.kind or PostKind.GUIDE,
            title=item.title, body="", language=language, at=at,
        )  # fmt: skip
        item.changed_at = at
        item.save()
    return item


def hand_in(*, item_id: int, by_id: int, at: datetime) -> CalendarItem:
    """The author says that the text may go out once an editor accepts it. Raises as `begin_item`, and TextNeeded."""
    with transaction.atomic():
        author = loading.member(by_id)
        item = item_of(author, item_id)
        take_step(author, item, "hand_in")
        if item.post is None or not item.post.body.strip():
            raise TextNeeded
        item.title, item.handed_in_at, item.changed_at = item.post.title or item.title, at, at
        item.save()
        for reader_id in _readers(item):
            tell_of_item(reader_id, HANDED_IN, author, item, at)
    return item


def take_back(*, item_id: int, by_id: int, at: datetime) -> CalendarItem:
    """The author wants it back; a day that was set falls away. Raises as `begin_item`."""
    with transaction.atomic():
        author = loading.member(by_id)
        item = item_of(author, item_id)
        take_step(author, item, "take_back")
        item.handed_in_at, item.changed_at = None, at
        item.save()
        if item.post is not None:
            item.post.publish_at, item.post.scheduled_by = None, None
            item.post.save(update_fields=["publish_at", "scheduled_by"])
        for reader_id in _readers(item):
            tell_of_item(reader_id, TAKEN_BACK, author, item, at)
    return item


def _readers(item: CalendarItem) -> list[int]:
    """The editor who has it in hand; before anybody has, all editors."""
    return [item.editor_id] if item.editor_id is not None else editors(item.community_id)
