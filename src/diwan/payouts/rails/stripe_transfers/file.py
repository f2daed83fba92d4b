"""Stripe transfers as one JSON object a line: the parameters of `POST /v1/transfers`, each with its idempotency key.

Nothing is sent from here. A keeper feeds the lines to Stripe's CLI or a script of their own; the key makes a second
run harmless.
"""

import json

from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import MethodKind
from diwan.payouts.rails.latin import in_latin
from diwan.payouts.rails.rail import Order, Payment, Rail, RailFile, parted

# Stripe counts these in whole units, and wants three-decimal currencies in steps of ten.
_THREE_DECIMALS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})


def write(order: Order) -> RailFile:
    step = 10 if order.currency in _THREE_DECIMALS else 1
    payments, left_out = parted(order.payments, lambda row: row.amount_minor % step == 0)
    content = "".join(f"{_line(payment, order)}\n" for payment in payments).encode()
    return RailFile("jsonl", "application/jsonl", content, len(payments), left_out)


def _line(payment: Payment, order: Order) -> str:
    transfer = {
        "amount": payment.amount_minor,
        "currency": order.currency.lower(),
        "destination": payment.details["connected"],
        "transfer_group": order.name,
        "description": in_latin(f"{order.community} {payment.reference}"),
        "metadata": {"reference": payment.reference},
    }
    return json.dumps({"idempotency_key": f"{order.name}-{payment.reference}", "transfer": transfer}, sort_keys=True)


RAIL = Rail(
    code="stripe",
    label=_("Stripe transfers (JSON lines)"),
    hint=_("The parameters of each transfer with its idempotency key; nothing is sent from here."),
    kinds=frozenset({MethodKind.STRIPE}),
    write=write,
)
