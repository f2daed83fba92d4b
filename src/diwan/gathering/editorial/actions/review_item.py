"""The editor's side of an item: accept, return with a reason, drop; and what author and editor say to each other."""

from datetime import datetime

from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.editorial.finding import item_of, take_step
from diwan.gathering.editorial.telling import tell_of_item
from diwan.gathering.enums import RemarkKind
from diwan.gathering.errors import ReasonNeeded, TextNeeded, TextTooLong
from diwan.gathering.models import CalendarItem, Remark
from diwan.people.public import Membership

ACCEPTED, RETURNED = "editorial_accepted", "editorial_returned"
DROPPED, REMARKED = "editorial_dropped", "editorial_remarked"
LONGEST_REMARK = 600


def accept_text(*, item_id: int, by_id: int, at: datetime) -> CalendarItem:
    """The text is ready; a day can be set. Raises MembersOnly, NotFound, EditorsOnly, StepRefused."""
    with transaction.atomic():
        item, editor = _stepped(item_id, by_id, "accept", at)
        Remark.objects.create(item=item, author=editor, kind=RemarkKind.ACCEPTED, text="", written_at=at)
        tell_of_item(item.author_id, ACCEPTED, editor, item, at)
    return item


def return_text(*, item_id: int, by_id: int, reason: str, at: datetime) -> CalendarItem:
    """Give it back to its author, saying why. Raises as `accept_text`, and ReasonNeeded, TextTooLong."""
    with transaction.atomic():
        said = _line(reason)
        if not said:
            raise ReasonNeeded
        item, editor = _stepped(item_id, by_id, "return", at)
        Remark.objects.create(item=item, author=editor, kind=RemarkKind.RETURNED, text=said, written_at=at)
        tell_of_item(item.author_id, RETURNED, editor, item, at, reason=said)
    return item


def drop_item(*, item_id: int, by_id: int, at: datetime) -> CalendarItem:
    """Nobody will write it. Raises as `accept_text`."""
    with transaction.atomic():
        item, editor = _stepped(item_id, by_id, "drop", at)
        for member_id in {item.author_id, item.proposed_by_id}:
            tell_of_item(member_id, DROPPED, editor, item, at)
    return item


def write_remark(*, item_id: int, by_id: int, text: str, at: datetime) -> Remark:
    """A short word under an item, told to the others it concerns.

    Raises MembersOnly, NotFound, TextNeeded, TextTooLong.
    """
    with transaction.atomic():
        by = loading.member(by_id)
        item = item_of(by, item_id)
        said = _line(text)
        if not said:
            raise TextNeeded
        remark = Remark.objects.create(item=item, author=by, text=said, written_at=at)
        for member_id in {item.author_id, item.editor_id, item.proposed_by_id}:
            tell_of_item(member_id, REMARKED, by, item, at)
    return remark


def _stepped(item_id: int, by_id: int, name: str, at: datetime) -> tuple[CalendarItem, Membership]:
    editor = loading.member(by_id)
    item = item_of(editor, item_id)
    take_step(editor, item, name)
    item.editor, item.changed_at = editor, at
    if name == "return":
        item.handed_in_at = None
    item.save()
    return item, editor


def _line(text: str) -> str:
    said = " ".join(text.replace("\x00", "").split())
    if len(said) > LONGEST_REMARK:
        raise TextTooLong(count=len(said), limit=LONGEST_REMARK)
    return said
