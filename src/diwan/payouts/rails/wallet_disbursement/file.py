"""The table that mobile wallets take for disbursements: a number, a name, an amount, a remark."""

from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import MethodKind
from diwan.payouts.rails.rail import Order, Rail, RailFile
from diwan.payouts.rails.table import amount, table

HEADINGS = ("MSISDN", "Name", "Provider", "Amount", "Currency", "Remark")


def write(order: Order) -> RailFile:
    rows = [
        [
            # Digits only: a leading + would have to be escaped, and wallets take numbers without it.
            payment.details["phone"].removeprefix("+"),
            payment.details["holder"],
            payment.details.get("provider", ""),
            amount(payment.amount_minor, order.currency),
            order.currency,
            payment.reference,
        ]
        for payment in order.payments
    ]
    return RailFile("csv", "text/csv; charset=utf-8", table(headings=HEADINGS, rows=rows, is_marked=True), len(rows))


RAIL = Rail(
    code="wallets",
    label=_("Disbursement table of wallets (CSV)"),
    hint=_("One row for each wallet number."),
    kinds=frozenset({MethodKind.WALLET}),
    write=write,
)
