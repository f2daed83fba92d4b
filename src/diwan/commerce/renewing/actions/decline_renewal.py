from datetime import datetime

from diwan.commerce.errors import NoSuchTerm
from diwan.commerce.events import RENEWAL_DECLINED
from diwan.commerce.models import Subscription
from diwan.commerce.renewing.terms_of import RUNNING
from diwan.kernel import registry


def decline_renewal(*, membership_id: int, term_id: int, at: datetime, is_declined: bool = True) -> None:
    """Say that a term is to run out at its end (or, changing one's mind, that it is not): no reminder comes any more.

    Raises NoSuchTerm.
    """
    rows = Subscription.objects.filter(pk=term_id, membership=membership_id, status__in=RUNNING)
    term = rows.exclude(ends_at=None).first()
    if term is None:
        raise NoSuchTerm
    rows.update(declined_at=at if is_declined else None)
    registry.announce(
        RENEWAL_DECLINED,
        community_id=term.community_id,
        order_id=term.order_id,
        membership_id=membership_id,
        is_declined=is_declined,
        at=at,
    )
