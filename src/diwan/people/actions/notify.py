from collections.abc import Mapping
from datetime import datetime
from typing import Any

from diwan.kernel import outbox
from diwan.people.models import Notice

MAIL = "mail"


def notify(
    *, membership_id: int, kind: str, facts: Mapping[str, Any], url: str, at: datetime, by_mail: bool = False
) -> Notice:
    """Leave a notice; with `by_mail` also put a letter of the same kind and facts into the outbox."""
    notice = Notice.objects.create(membership_id=membership_id, kind=kind, facts=dict(facts), url=url, created_at=at)
    if by_mail:
        send_mail(membership_id=membership_id, kind=kind, facts=facts, url=url, at=at)
    return notice


def send_mail(*, membership_id: int, kind: str, facts: Mapping[str, Any], url: str, at: datetime) -> None:
    """Put a letter into the outbox; it is worded in the reader's language when it is sent."""
    payload = {"membership": membership_id, "kind": kind, "facts": dict(facts), "url": url}
    outbox.put(topic=MAIL, payload=payload, at=at)


def mark_notices_read(*, membership_id: int, at: datetime) -> int:
    """Mark every unread notice of the membership; return how many there were."""
    return Notice.objects.filter(membership_id=membership_id, read_at=None).update(read_at=at)
