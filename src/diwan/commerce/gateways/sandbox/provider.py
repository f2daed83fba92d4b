"""A provider of our own, for demonstrations and tests: its hosted page is on this site, its money is play money.

The one folder that keeps rows: what a real provider has on its side lies here in `SandboxPayment`.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.commerce.gateways import proofs
from diwan.commerce.gateways.amounts import WireAmounts
from diwan.commerce.gateways.enums import DisputeState, Mode, PaymentState, RefundState, Subject
from diwan.commerce.gateways.errors import BadSettings, Forged, NotCapable, ProviderRefused, Unreadable
from diwan.commerce.gateways.protocol import (
    Account,
    Capabilities,
    CheckoutMade,
    CheckoutRequest,
    Delivery,
    DisputeTruth,
    Event,
    Field,
    PaymentTruth,
    PayoutTruth,
    RefundRequest,
    RefundTruth,
)
from diwan.commerce.gateways.sandbox.models import SandboxPayment
from diwan.commerce.gateways.wire import read_json

SIGNATURE = "sandbox-signature"
FEE_BP = 290
DISPUTE_FEE_MINOR = 500
_SUBJECTS = {"payment.paid": Subject.PAYMENT, "payment.failed": Subject.PAYMENT, "payment.refunded": Subject.PAYMENT}
_SUBJECTS |= {f"dispute.{state}": Subject.PAYMENT for state in DisputeState.values}


class SandboxProvider:
    name = "sandbox"
    title = _("Sandbox")
    site = ""
    fields: tuple[Field, ...] = (
        Field("signing_secret", _("Signing secret"), _("Made by us."), is_secret=True, is_required=False, is_made=True),
    )
    capabilities = Capabilities(tells_fees=True, tells_balance=True)
    amounts = WireAmounts("sandbox")

    def check(self, account: Account) -> None:
        if account.mode != Mode.TEST:
            raise BadSettings(why=_("the sandbox has play money only."))

    def create_checkout(self, account: Account, request: CheckoutRequest) -> CheckoutMade:
        self.check(account)
        self.amounts.require(request.amount_minor, request.currency)
        row, _is_new = SandboxPayment.objects.get_or_create(
            reference=request.reference,
            defaults={
                "account_id": account.id,
                "external_id": f"sb_{request.reference}",
                "title": request.title[:160],
                "amount_minor": request.amount_minor,
                "currency": request.currency,
                "every": request.every,
                "return_url": request.return_url,
                "cancel_url": request.cancel_url,
                "made_at": request.at,
            },
        )
        return CheckoutMade(row.external_id, reverse("sandbox_page", args=[row.external_id]))

    def read_event(self, account: Account, delivery: Delivery) -> tuple[Event, ...]:
        parts = dict(part.split("=", 1) for part in delivery.headers.get(SIGNATURE, "").split(",") if "=" in part)
        wanted = proofs.hmac_hex(account.value("signing_secret"), f"{parts.get('t', '')}.".encode() + delivery.body)
        if not account.value("signing_secret"):
            raise Forged
        proofs.require_equal(parts.get("v1", ""), wanted)
        made_at = proofs.require_fresh(parts.get("t", ""), delivery.at)
        said = read_json(delivery.body)
        if not isinstance(said, dict) or not all(isinstance(said.get(name), str) for name in ("id", "kind", "payment")):
            raise Unreadable
        return (Event(said["id"], said["kind"], _SUBJECTS.get(said["kind"], Subject.OTHER), said["payment"], made_at),)

    def read_return(self, query: Mapping[str, str]) -> str:
        return ""

    def fetch_payment(self, account: Account, external_id: str) -> PaymentTruth:
        row = SandboxPayment.objects.filter(account=account.id, external_id=external_id).first()
        if row is None:
            raise ProviderRefused(provider=self.name, why="404")
        return truth_of(row)

    def refund(self, account: Account, request: RefundRequest) -> RefundTruth:
        row = SandboxPayment.objects.filter(account=account.id, external_id=request.payment_id).first()
        if row is None or row.state != PaymentState.PAID:
            raise ProviderRefused(provider=self.name, why="404")
        if request.key not in row.refunded:
            if sum(row.refunded.values()) + request.amount_minor > row.amount_minor:
                raise ProviderRefused(provider=self.name, why="more than is left")
            row.refunded = {**row.refunded, request.key: request.amount_minor}
            row.save(update_fields=["refunded"])
        return RefundTruth(f"sbr_{request.key}", row.refunded[request.key], RefundState.DONE)

    def list_payments(self, account: Account, since: datetime) -> Iterable[PaymentTruth]:
        rows = SandboxPayment.objects.filter(account=account.id, made_at__gte=since)
        return [truth_of(row) for row in rows.order_by("made_at", "pk")]

    def list_payouts(self, account: Account, since: datetime) -> Iterable[PayoutTruth]:
        raise NotCapable(provider=self.name)

    def fetch_payout(self, account: Account, external_id: str) -> PayoutTruth:
        raise NotCapable(provider=self.name)

    def balance(self, account: Account) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for row in SandboxPayment.objects.filter(account=account.id, state=PaymentState.PAID):
            found[row.currency] = found.get(row.currency, 0) + _left(row)
        return found


def truth_of(row: SandboxPayment) -> PaymentTruth:
    refunds = (RefundTruth(f"sbr_{key}", amount, RefundState.DONE) for key, amount in sorted(row.refunded.items()))
    return PaymentTruth(
        external_id=row.external_id,
        state=PaymentState(row.state),
        amount_minor=row.amount_minor,
        currency=row.currency,
        mode=Mode.TEST,
        reference=row.reference,
        checkout_id=row.external_id,
        fee_minor=row.fee_minor if row.state == PaymentState.PAID else None,
        paid_at=row.paid_at,
        refunds=tuple(refunds),
        disputes=(_dispute(row),) if row.dispute else (),
    )


def fee_of(amount_minor: int) -> int:
    """What this provider keeps: 2.9 %, rounded down."""
    return amount_minor * FEE_BP // 10000


def signed(account: Account, *, event_id: str, kind: str, payment: str, at: datetime) -> Delivery:
    """A delivery as this provider sends it."""
    body = json.dumps({"id": event_id, "kind": kind, "payment": payment}).encode()
    stamp = str(int(at.timestamp()))
    proof = proofs.hmac_hex(account.value("signing_secret"), f"{stamp}.".encode() + body)
    return Delivery(body, {SIGNATURE: f"t={stamp},v1={proof}"}, {}, at)


def _dispute(row: SandboxPayment) -> DisputeTruth:
    left = row.amount_minor - sum(row.refunded.values())
    fee = 0 if row.dispute == DisputeState.WON else DISPUTE_FEE_MINOR
    return DisputeTruth(f"sbd_{row.external_id}", left, DisputeState(row.dispute), fee, reason="fraudulent")


def _left(row: SandboxPayment) -> int:
    left = row.amount_minor - row.fee_minor - sum(row.refunded.values())
    if row.dispute in {DisputeState.OPEN, DisputeState.LOST}:
        left -= _dispute(row).amount_minor + DISPUTE_FEE_MINOR
    return int(left)


PROVIDER = SandboxProvider()
