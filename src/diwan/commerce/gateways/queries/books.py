from django.db.models import F, Sum

from diwan.commerce.gateways.enums import DisputeState, PayoutState, RefundState
from diwan.commerce.gateways.models import (
    GatewayAccount,
    GatewayDispute,
    GatewayPayment,
    GatewayPayout,
    GatewayRefund,
)


def held_there(*, account: GatewayAccount) -> int:
    """What our rows say the provider holds for this account, minor units: its part of `assets:processor`.

    Money in dispute is not held for us; a payout leaves the provider when it sets out, before our bank has it.
    """
    payments = GatewayPayment.objects.filter(account=account).aggregate(
        sum=Sum(F("amount_minor") - F("fee_minor") - F("late_fee_minor"))
    )
    refunds = GatewayRefund.objects.filter(payment__account=account, state=RefundState.DONE)
    disputes = GatewayDispute.objects.filter(payment__account=account)
    taken = disputes.exclude(state=DisputeState.WON).aggregate(sum=Sum(F("amount_minor") + F("fee_minor")))
    charged = disputes.filter(state=DisputeState.WON).aggregate(sum=Sum("fee_minor"))
    gone = GatewayPayout.objects.filter(account=account).exclude(state=PayoutState.FAILED)
    out = (
        refunds.aggregate(sum=Sum("amount_minor")),
        taken,
        charged,
        gone.aggregate(sum=Sum(F("amount_minor") + F("fee_minor"))),
    )
    return int(payments["sum"] or 0) - sum(int(one["sum"] or 0) for one in out)
