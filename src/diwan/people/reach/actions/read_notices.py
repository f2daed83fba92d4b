from datetime import datetime

from diwan.kernel import live
from diwan.people.models import Membership, Notice


def mark_notices_read(*, membership_id: int, at: datetime, notice_id: int | None = None) -> int:
    """Mark every unread notice of the membership, or the one named; return how many there were.

    A notice of somebody else is simply not among them.
    """
    rows = Notice.objects.filter(membership_id=membership_id, read_at=None)
    count = (rows if notice_id is None else rows.filter(pk=notice_id)).update(read_at=at)
    if count:
        community_id = Membership.objects.values_list("community_id", flat=True).get(pk=membership_id)
        topic = f"membership:{membership_id}"
        live.tell(community_id=community_id, topic=topic, name="notices_read", facts={}, at=at)
    return count
