import logging
from datetime import datetime

from django.db import transaction

from diwan.gathering.actions.publish_post import publish_post
from diwan.gathering.editorial.actions.schedule_post import clear_schedule
from diwan.gathering.enums import TextStatus
from diwan.gathering.models import Post
from diwan.kernel.errors import DiwanError
from diwan.people.public import notify

PUBLISHED, FAILED = "scheduled_post_published", "scheduled_post_failed"
log = logging.getLogger(__name__)


def publish_due(*, at: datetime) -> tuple[int, ...]:
    """Publish every scheduled post whose time has come, each in a transaction of its own; return those published.

    Told twice, or again after a crash, it publishes each once: a published post has no schedule left. What a room
    refuses loses its schedule, keeps its draft, and its author is told why. What fails for any other reason stays due
    and is tried again, and does not stop the others.
    """
    due = Post.objects.filter(publish_at__lte=at, status=TextStatus.DRAFT).order_by("publish_at", "pk")
    published = []
    for post_id in list(due.values_list("pk", flat=True)):
        try:
            if _publish(post_id, at):
                published.append(post_id)
        except DiwanError as refusal:
            _keep_as_draft(post_id, refusal, at)
        except Exception:
            log.exception("post %s stays due", post_id)
    return tuple(published)


def _publish(post_id: int, at: datetime) -> bool:
    with transaction.atomic():
        draft = _locked(post_id, at)
        if draft is None:
            return False
        post = publish_post(
            community_id=draft.community_id,
            space_id=draft.space_id,
            author_id=draft.author_id,
            kind=draft.kind,
            title=draft.title,
            body=draft.body,
            language=draft.language,
            draft_id=draft.pk,
            at=at,
        )
        facts = {"title": post.title, "post": post.pk, "object_ref": post.ref}
        notify(membership_id=post.author_id, kind=PUBLISHED, facts=facts, url="", at=at)
    return True


def _keep_as_draft(post_id: int, refusal: DiwanError, at: datetime) -> None:
    with transaction.atomic():
        draft = _locked(post_id, at)
        if draft is None:
            return
        clear_schedule(draft, at=at)
        # The code chooses the sentence; each reader gets it in their own language.
        facts = {"title": draft.title, "draft": draft.pk, "outcome": refusal.code}
        notify(membership_id=draft.author_id, kind=FAILED, facts=facts, url="", at=at)


def _locked(post_id: int, at: datetime) -> Post | None:
    """The draft while it is still due: another run may have been faster, the author may have taken it back."""
    rows = Post.objects.select_for_update().filter(pk=post_id, status=TextStatus.DRAFT, publish_at__lte=at)
    return rows.first()
