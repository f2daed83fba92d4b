from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.actions.attach_image import adopt_images
from diwan.gathering.editorial.actions.keep_step import schedule_kept
from diwan.gathering.editorial.finding import draft_of, is_editor
from diwan.gathering.editorial.label import require_label
from diwan.gathering.editorial.telling import tell_of_draft
from diwan.gathering.enums import ItemStage
from diwan.gathering.errors import NotFound, NotHandedIn, ScheduleInPast
from diwan.gathering.models import CalendarItem, Post
from diwan.gathering.rendering import render_text
from diwan.people.public import Membership

SCHEDULED, UNSCHEDULED = "post_scheduled", "post_unscheduled"
SOONEST, LATEST = timedelta(minutes=5), timedelta(days=366)


def schedule_post(*, post_id: int, by_id: int, publish_at: datetime, at: datetime, images: Sequence[int] = ()) -> Post:
    """Set, or move, the instant at which a draft is published: its author at will, an editor what was accepted.

    What it would be refused for on that day is refused now: its title and text, its label, its links. Co-authors may
    still answer until then. `images` are uploads of the author that join it.
    Raises MembersOnly, NotFound, NotHandedIn, ScheduleInPast, TitleNeeded, TextNeeded, LabelNeeded,
    AffiliateLinkUnlabelled.
    """
    with transaction.atomic():
        by = loading.member(by_id)
        draft = draft_of(by, post_id)
        _may_schedule(by, draft)
        if not at + SOONEST <= publish_at <= at + LATEST:
            raise ScheduleInPast
        loading.clean_title(draft.title)
        require_label(draft, render_text(loading.clean_body(draft.body)).html)
        draft.publish_at, draft.scheduled_by = publish_at, by
        draft.save(update_fields=["publish_at", "scheduled_by"])
        adopt_images(draft, images)
        schedule_kept(draft, at=at)
        tell_of_draft(draft.author_id, SCHEDULED, by, draft, at, until=publish_at.isoformat())
    return draft


def unschedule_post(*, post_id: int, by_id: int, at: datetime) -> Post:
    """Take the day away; the draft stays. The author, or an editor. Raises MembersOnly, NotFound."""
    with transaction.atomic():
        by = loading.member(by_id)
        draft = draft_of(by, post_id)
        if draft.publish_at is None or not (by.pk == draft.author_id or is_editor(by)):
            raise NotFound
        clear_schedule(draft, at=at)
        tell_of_draft(draft.author_id, UNSCHEDULED, by, draft, at)
    return draft


def clear_schedule(draft: Post, *, at: datetime) -> None:
    """No day is set any more; its item, if it has one, is ready again. The caller holds the draft's lock."""
    draft.publish_at, draft.scheduled_by = None, None
    draft.save(update_fields=["publish_at", "scheduled_by"])
    schedule_kept(draft, at=at)


def _may_schedule(by: Membership, draft: Post) -> None:
    """Never against the author's will: an editor only what the author handed in and an editor accepted."""
    if by.pk == draft.author_id:
        return
    if not is_editor(by):
        raise NotFound
    accepted = (ItemStage.READY, ItemStage.SCHEDULED)
    if not CalendarItem.objects.filter(post=draft, stage__in=accepted, handed_in_at__isnull=False).exists():
        raise NotHandedIn
