"""A newsletter leaves in three steps, each of which may be interrupted and taken up again.

`send_newsletter` freezes who receives it; `queue_copies` moves copies into the outbox, some hundreds at a time; the
outbox sends each. A copy exists once per recipient and is put into the outbox once: the database holds both.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from diwan.kernel import audit, outbox
from diwan.people.errors import NewsletterOnItsWay, NobodyToWriteTo
from diwan.people.models import Membership, Newsletter, NewsletterCopy, ReachPreference
from diwan.people.reach.models.newsletter import NewsletterStatus
from diwan.people.reach.queries.audience import Audience, audience_members

MAIL_NEWSLETTER = "mail.newsletter"
_AT_ONCE = 200


def send_newsletter(
    *, newsletter: Newsletter, by: Membership, at: datetime, within: Collection[int] | None = None
) -> int:
    """Freeze the recipients and begin; return how many there are. `within`: the members of the audience's circle.

    Raises NewsletterOnItsWay, NobodyToWriteTo.
    """
    with transaction.atomic():
        row = Newsletter.objects.select_for_update().get(pk=newsletter.pk)
        if not row.is_draft:
            raise NewsletterOnItsWay
        members = audience_members(
            community_id=row.community_id, audience=Audience.of(row.audience), at=at, within=within
        )
        ids = list(members.values_list("pk", flat=True))
        if not ids:
            raise NobodyToWriteTo
        NewsletterCopy.objects.bulk_create(
            [NewsletterCopy(newsletter=row, membership_id=member) for member in ids], batch_size=_AT_ONCE
        )
        row.status, row.sent_at, row.recipient_count = NewsletterStatus.SENDING, at, len(ids)
        row.save(update_fields=["status", "sent_at", "recipient_count"])
        audit.record(
            scope=row.community_id, actor=str(by.party_id), action="newsletter_sent",
            object_ref=f"newsletter:{row.pk}", at=at, detail={"recipients": len(ids), "audience": row.audience},
        )  # fmt: skip
    newsletter.refresh_from_db()
    return len(ids)


def queue_copies(*, at: datetime, at_most: int = 1000) -> int:
    """Put copies that wait into the outbox, in small transactions; a letter without any left is sent."""
    count = 0
    while count < at_most and (moved := _queue_some(at)):
        count += moved
    waiting = NewsletterCopy.objects.filter(queued_at=None).values("newsletter")
    on_the_way = Newsletter.objects.filter(status=NewsletterStatus.SENDING)
    on_the_way.exclude(pk__in=waiting).update(status=NewsletterStatus.SENT)
    return count


def _queue_some(at: datetime) -> int:
    with transaction.atomic():
        waiting = NewsletterCopy.objects.select_for_update().filter(queued_at=None).order_by("pk")
        copies = list(waiting[:_AT_ONCE])
        for copy in copies:
            payload = {"newsletter": copy.newsletter_id, "membership": copy.membership_id, "copy": copy.pk}
            outbox.put(topic=MAIL_NEWSLETTER, payload=payload, at=at)
        NewsletterCopy.objects.filter(pk__in=[copy.pk for copy in copies]).update(queued_at=at)
    return len(copies)


def send_newsletter_trial(*, newsletter: Newsletter, to: Membership, at: datetime) -> None:
    """One copy to oneself, as it stands; it counts nowhere."""
    payload = {"newsletter": newsletter.pk, "membership": to.pk, "copy": None}
    outbox.put(topic=MAIL_NEWSLETTER, payload=payload, at=at)


def mark_copy_sent(*, copy: NewsletterCopy, at: datetime) -> None:
    copy.sent_at = at
    copy.asked_opening = ReachPreference.objects.filter(membership=copy.membership_id, counts_openings=True).exists()
    copy.save(update_fields=["sent_at", "asked_opening"])


def note_opening(*, copy_id: int, at: datetime) -> bool:
    """Note that a copy was opened, the first time only, and only if its reader agrees to it now."""
    agreed = ReachPreference.objects.filter(counts_openings=True).values("membership")
    rows = NewsletterCopy.objects.filter(pk=copy_id, opened_at=None, asked_opening=True, membership__in=agreed)
    return rows.exists() and rows.update(opened_at=at) > 0
