"""The table that online banks of the Gulf and the Levant take for bulk transfers: IBANs, names in Latin letters."""

from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import MethodKind
from diwan.payouts.rails.latin import holder_in_latin, in_latin
from diwan.payouts.rails.rail import Order, Payment, Rail, RailFile, parted
from diwan.payouts.rails.table import amount, table

HEADINGS = (
    "Beneficiary Name", "Beneficiary Account / IBAN", "Beneficiary Bank", "SWIFT / BIC", "Amount", "Currency",
    "Payment Date", "Purpose", "Customer Reference",
)  # fmt: skip


def write(order: Order) -> RailFile:
    payments, left_out = parted(order.payments, lambda payment: bool(holder_in_latin(payment)))
    content = table(headings=HEADINGS, rows=[_row(payment, order) for payment in payments])
    return RailFile("csv", "text/csv; charset=utf-8", content, len(payments), left_out)


def _row(payment: Payment, order: Order) -> list[str]:
    details = payment.details
    return [
        holder_in_latin(payment),
        details["account"],
        in_latin(details.get("bank_name", "")),
        details.get("bic", ""),
        amount(payment.amount_minor, order.currency),
        order.currency,
        order.due_date.isoformat(),
        in_latin(f"Earnings {order.community}"),
        payment.reference,
    ]


RAIL = Rail(
    code="bulk-transfer",
    label=_("Bulk transfer table of online banks (CSV)"),
    hint=_("IBAN, BIC, names in Latin letters as banks require."),
    kinds=frozenset({MethodKind.BANK}),
    write=write,
)
