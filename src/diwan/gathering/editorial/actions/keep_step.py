"""What happens to an item of the calendar because something happened to its text."""

from datetime import datetime

from diwan.gathering.editorial.stages import IN_EDITORS_HANDS
from diwan.gathering.enums import ItemStage
from diwan.gathering.models import CalendarItem, Post
from diwan.people.public import Membership, can


def mark_published(post: Post, *, at: datetime) -> None:
    """Its item, if it has one, is done."""
    CalendarItem.objects.filter(post=post).update(stage=ItemStage.PUBLISHED, changed_at=at)


def words_changed(draft: Post, author: Membership, *, at: datetime) -> None:
    """An accepted text whose words change is looked at again: it is a draft, and no day is set for it any more.

    The author's own schedule of a text outside the calendar stays, and so do all steps of a text whose author is an
    editor. The caller saves the draft.
    """
    if draft.pk is None or can(author, "edit_calendar"):
        return
    items = CalendarItem.objects.filter(post=draft, stage__in=IN_EDITORS_HANDS)
    if items.update(stage=ItemStage.DRAFT, handed_in_at=None, changed_at=at):
        draft.publish_at, draft.scheduled_by = None, None


def schedule_kept(post: Post, *, at: datetime) -> None:
    """The item follows the schedule of its text: scheduled while a day is set, ready once it is taken away."""
    items = CalendarItem.objects.filter(post=post)
    if post.publish_at is None:
        items.filter(stage=ItemStage.SCHEDULED).update(stage=ItemStage.READY, changed_at=at)
        return
    items.filter(handed_in_at=None).update(handed_in_at=at)
    items.update(stage=ItemStage.SCHEDULED, changed_at=at)


def draft_discarded(draft: Post) -> None:
    """The item waits for another beginning."""
    CalendarItem.objects.filter(post=draft).update(stage=ItemStage.ASSIGNED, post=None, handed_in_at=None)
