from datetime import datetime

from diwan.commerce import postings, till
from diwan.commerce.gateways.enums import PayoutState
from diwan.commerce.gateways.models import GatewayAccount, GatewayPayout
from diwan.commerce.gateways.protocol import PayoutTruth
from diwan.ledger.public import LegSpec


def apply_payout(*, account: GatewayAccount, truth: PayoutTruth, at: datetime) -> bool:
    """Book money that went from the provider to the bank, once it arrived; undo it if the bank sent it back.

    For other actions, in their transaction under the till's lock. A payout in another currency than the community's
    changes nothing: it is not money of these books.
    """
    if truth.currency != account.community.currency:
        return False
    row, is_new = GatewayPayout.objects.get_or_create(
        account=account,
        external_id=truth.external_id,
        defaults={
            "amount_minor": truth.amount_minor,
            "fee_minor": truth.fee_minor,
            "state": PayoutState.WAITING,
            "arrives_date": truth.arrives,
            "booked_at": at,
        },
    )
    step = (PayoutState(row.state), truth.state)
    if step[0] == step[1] or step[0] == PayoutState.FAILED or step[1] == PayoutState.WAITING:
        return is_new
    row.state, row.booked_at = truth.state, at
    row.save(update_fields=["state", "booked_at"])
    if truth.state == PayoutState.ARRIVED:
        _book(account, row, "processor_paid_out", postings.processor_paid_out(amount_minor=row.amount_minor), at)
        if row.fee_minor:
            _book(account, row, "processor_charged", postings.processor_charged(amount_minor=row.fee_minor), at)
    elif step[0] == PayoutState.ARRIVED:
        _book(account, row, "payout_came_back", postings.payout_came_back(amount_minor=row.amount_minor), at)
    return True


def _book(account: GatewayAccount, row: GatewayPayout, kind: str, legs: list[LegSpec], at: datetime) -> None:
    till.book(
        community=account.community,
        kind=kind,
        legs=legs,
        key=f"gateway:payout:{row.pk}:{kind}",
        at=at,
        source_ref=f"gateway:{account.pk}",
        detail={"payout": row.external_id},
    )
