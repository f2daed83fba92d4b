"""What happens on the sandbox's own side: a payer pays or fails, a bank disputes. Each is told to the inbox, signed."""

from datetime import datetime

from django.db import transaction

from diwan.commerce.gateways.accounts import opened
from diwan.commerce.gateways.actions.take_in import take_in
from diwan.commerce.gateways.enums import DisputeState, PaymentState
from diwan.commerce.gateways.errors import NoSuchGateway
from diwan.commerce.gateways.models import GatewayAccount
from diwan.commerce.gateways.protocol import Delivery
from diwan.commerce.gateways.sandbox.models import SandboxPayment
from diwan.commerce.gateways.sandbox.provider import PROVIDER, fee_of, signed


def get_sandbox_payment(*, external_id: str) -> SandboxPayment:
    """Raises NoSuchGateway."""
    row = SandboxPayment.objects.filter(external_id=external_id).first()
    if row is None:
        raise NoSuchGateway
    return row


def pay(*, external_id: str, at: datetime) -> Delivery:
    """The payer pays on the hosted page; give the delivery that says so. Pays once."""
    return _change(external_id, "payment.paid", at)


def fail(*, external_id: str, at: datetime) -> Delivery:
    """The bank says no, or the payer fails its question. What was paid stays paid."""
    return _change(external_id, "payment.failed", at)


def dispute(*, external_id: str, state: str, at: datetime) -> Delivery:
    """The payer's bank asks for the money back (`open`), and decides (`won`: for us, `lost`: for the payer)."""
    return _change(external_id, f"dispute.{DisputeState(state).value}", at)


def give_back(*, external_id: str, amount_minor: int, key: str, at: datetime) -> Delivery:
    """Somebody refunds on the provider's own pages, not through us."""
    with transaction.atomic():
        row = SandboxPayment.objects.select_for_update().get(external_id=external_id)
        if row.state == PaymentState.PAID and sum(row.refunded.values()) + amount_minor <= row.amount_minor:
            row.refunded = {**row.refunded, key: amount_minor}
            row.save(update_fields=["refunded"])
    return tell(external_id, "payment.refunded", f"{external_id}:refunded:{key}", at)


def deliver(*, delivery: Delivery, external_id: str) -> None:
    """Bring a delivery to the inbox, as the provider's request would."""
    take_in(token=_account(external_id).token, delivery=delivery)


def tell(external_id: str, kind: str, event_id: str, at: datetime) -> Delivery:
    return signed(opened(_account(external_id)), event_id=event_id, kind=kind, payment=external_id, at=at)


def _change(external_id: str, kind: str, at: datetime) -> Delivery:
    with transaction.atomic():
        row = SandboxPayment.objects.select_for_update().get(external_id=external_id)
        _step(row, kind, at)
        row.save()
    return tell(external_id, kind, f"{external_id}:{kind}", at)


def _step(row: SandboxPayment, kind: str, at: datetime) -> None:
    is_paid = row.state == PaymentState.PAID
    if kind == "payment.paid" and not is_paid:
        row.state, row.paid_at, row.fee_minor = PaymentState.PAID, at, fee_of(row.amount_minor)
    elif kind == "payment.failed" and not is_paid:
        row.state = PaymentState.FAILED
    elif kind == "dispute.open" and is_paid and not row.dispute and sum(row.refunded.values()) < row.amount_minor:
        row.dispute = DisputeState.OPEN
    elif kind in {"dispute.won", "dispute.lost"} and row.dispute == DisputeState.OPEN:
        row.dispute = kind.partition(".")[2]


def _account(external_id: str) -> GatewayAccount:
    return GatewayAccount.objects.get(pk=get_sandbox_payment(external_id=external_id).account_id)


def act(*, external_id: str, outcome: str, at: datetime) -> bool:
    """What a visitor of the hosted page chose, done and delivered; False for a word that is none of the endings."""
    row = get_sandbox_payment(external_id=external_id)
    if outcome == "pay":
        delivery = pay(external_id=external_id, at=at)
    elif outcome == "fail":
        delivery = fail(external_id=external_id, at=at)
    elif outcome == "refund":
        left = row.amount_minor - sum(row.refunded.values())
        delivery = give_back(external_id=external_id, amount_minor=left, key="desk", at=at)
    elif outcome in DisputeState.values:
        delivery = dispute(external_id=external_id, state=outcome, at=at)
    else:
        return False
    deliver(delivery=delivery, external_id=external_id)
    return True


def balance_of(account: GatewayAccount) -> int:
    """What the sandbox says it holds, in the community's currency."""
    return PROVIDER.balance(opened(account)).get(account.community.currency, 0)
