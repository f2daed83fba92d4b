"""Wise's batch for new recipients with an IBAN: the exact amount arrives, fees are ours; 1,000 rows a file."""

from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import MethodKind
from diwan.payouts.iban import is_iban
from diwan.payouts.rails.latin import holder_in_latin, in_latin
from diwan.payouts.rails.rail import Order, Payment, Rail, RailFile, parted
from diwan.payouts.rails.table import amount, table

MOST_ROWS = 1_000
HEADINGS = (
    "name", "recipientEmail", "paymentReference", "receiverType", "amountCurrency", "amount", "sourceCurrency",
    "targetCurrency", "IBAN", "BIC",
)  # fmt: skip


def write(order: Order) -> RailFile:
    fitting, left_out = parted(order.payments, _fits)
    payments, later = fitting[:MOST_ROWS], tuple(payment.reference for payment in fitting[MOST_ROWS:])
    content = table(headings=HEADINGS, rows=[_row(payment, order) for payment in payments])
    return RailFile("csv", "text/csv; charset=utf-8", content, len(payments), (*left_out, *later))


def _fits(payment: Payment) -> bool:
    return is_iban(payment.details["account"]) and bool(holder_in_latin(payment))


def _row(payment: Payment, order: Order) -> list[str]:
    coin, said = order.currency, in_latin(f"{payment.reference} {order.community}")[:35].rstrip()
    figure = amount(payment.amount_minor, coin)
    code = payment.details.get("bic", "")
    return [
        holder_in_latin(payment),
        "",
        said,
        "PRIVATE",
        "target",
        figure,
        coin,
        coin,
        payment.details["account"],
        code,
    ]


RAIL = Rail(
    code="wise",
    label=_("Wise batch (CSV)"),
    hint=_("IBAN accounts only, 1,000 rows a file; what does not fit stays to be sent."),
    kinds=frozenset({MethodKind.BANK}),
    write=write,
)
