from datetime import datetime

from diwan.people.models import Notice


def digest_notices(*, membership_id: int, since: datetime, at_most: int = 12) -> list[Notice]:
    """What the next digest names: unread, of groups wanted in the digest, left since the one before; newest first."""
    rows = Notice.objects.filter(membership=membership_id, in_digest=True, read_at=None, created_at__gte=since)
    return list(rows.order_by("-created_at", "-pk")[:at_most])
