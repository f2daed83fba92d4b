from datetime import datetime, timedelta

from django.db.models import Q

from diwan.conversation.models import Reach
from diwan.people.enums import Standing
from diwan.people.public import Membership

_AT_MOST_EVERY = timedelta(minutes=1)


def mark_present(*, membership_id: int, at: datetime) -> bool:
    """A page of the member's is open now. Written at most once a minute, never for whoever does not want it shown.

    Returns whether anything was written. A suspended or departed member is not here.
    """
    stale = Q(seen_at=None) | Q(seen_at__lte=at - _AT_MOST_EVERY)
    rows = Reach.objects.filter(membership=membership_id)
    if rows.filter(stale, shows_presence=True, membership__standing=Standing.ACTIVE).update(seen_at=at):
        return True
    if rows.exists():
        return False
    member = Membership.objects.filter(pk=membership_id, standing=Standing.ACTIVE).first()
    if member is None:
        return False
    _, is_new = Reach.objects.get_or_create(
        membership=member, defaults={"community_id": member.community_id, "seen_at": at}
    )
    return is_new
