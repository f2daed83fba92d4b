from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.payouts import rules
from diwan.payouts.enums import PayoutStatus
from diwan.payouts.errors import PayoutClosed
from diwan.payouts.models import Confirmation, Payout
from diwan.payouts.queries.batches import PayoutView, payout_views


def confirm_receipt(*, payout_id: int, by: UUID, at: datetime) -> PayoutView:
    """The payee says that a sent payment arrived; twice changes nothing. Raises NoSuchPayout, PayoutClosed."""
    payout = rules.get_payout_of_payee(payout_id=payout_id, by=by)
    with transaction.atomic():
        rules.hold(community_id=payout.community_id)
        payout.refresh_from_db(fields=["status"])
        if payout.status == PayoutStatus.SENT:
            Confirmation.objects.create(payout=payout, confirmed_by=by, confirmed_at=at)
            payout.status = PayoutStatus.CONFIRMED
            payout.save(update_fields=["status"])
        elif payout.status != PayoutStatus.CONFIRMED:
            raise PayoutClosed(reference=payout.reference)
    return payout_views(Payout.objects.filter(pk=payout.pk))[0]
