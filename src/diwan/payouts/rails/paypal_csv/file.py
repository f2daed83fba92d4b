"""PayPal's upload for payouts: no headings, one currency a file, 5,000 rows a file; more rows come as several files."""

import io
import zipfile

from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import MethodKind
from diwan.payouts.rails.latin import in_latin
from diwan.payouts.rails.rail import Order, Payment, Rail, RailFile, parted
from diwan.payouts.rails.table import amount, table

MOST_ROWS = 5_000
CURRENCIES = frozenset(
    {
        "AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "MYR", "NOK", "NZD",
        "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD",
    }
)  # fmt: skip
# PayPal takes no decimals of these, although ISO 4217 gives them two.
_WHOLE = frozenset({"HUF", "TWD"})


def write(order: Order) -> RailFile:
    step = 100 if order.currency in _WHOLE else 1
    payments, left_out = parted(order.payments, lambda row: row.amount_minor % step == 0)
    parts = [payments[start : start + MOST_ROWS] for start in range(0, len(payments), MOST_ROWS)]
    files = [table(headings=(), rows=[_row(payment, order) for payment in part]) for part in parts]
    if len(files) <= 1:
        return RailFile("csv", "text/csv; charset=utf-8", b"".join(files), len(payments), left_out)
    return RailFile("zip", "application/zip", _packed(order.name, files), len(payments), left_out)


def _row(payment: Payment, order: Order) -> list[str]:
    figure = amount(payment.amount_minor, order.currency)
    note = in_latin(f"{order.community} {payment.reference}")
    return [payment.details["email"], figure, order.currency, payment.reference, note, "PAYPAL"]


def _packed(name: str, files: list[bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for number, content in enumerate(files, start=1):
            pack.writestr(zipfile.ZipInfo(f"{name}-{number}.csv"), content)
    return out.getvalue()


RAIL = Rail(
    code="paypal",
    label=_("PayPal payouts (CSV)"),
    hint=_("At most 5,000 rows a file; more come as several files."),
    kinds=frozenset({MethodKind.PAYPAL}),
    write=write,
    currencies=CURRENCIES,
)
