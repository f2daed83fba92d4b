"""A plain table that any bank clerk can read, Arabic names as they are."""

from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import MethodKind
from diwan.payouts.rails.rail import Order, Payment, Rail, RailFile
from diwan.payouts.rails.table import amount, table

HEADINGS = ("reference", "name", "amount", "currency", "method", "holder", "destination", "place")


def write(order: Order) -> RailFile:
    rows = [_row(payment, order.currency) for payment in order.payments]
    content = table(headings=HEADINGS, rows=rows, is_marked=True)
    return RailFile("csv", "text/csv; charset=utf-8", content, len(rows))


def _row(payment: Payment, currency: str) -> list[str]:
    told = [payment.details.get("holder", ""), _destination(payment), _place(payment)]
    figure = amount(payment.amount_minor, currency)
    return [payment.reference, payment.name, figure, currency, payment.kind, *told]


def _destination(payment: Payment) -> str:
    fields = ("account", "phone", "email", "connected", "note")
    return next((payment.details[name] for name in fields if name in payment.details), "")


def _place(payment: Payment) -> str:
    return payment.details.get("bank_name") or payment.details.get("provider", "")


RAIL = Rail(
    code="bank-csv",
    label=_("Table for any bank (CSV)"),
    hint=_("Every payment with its destination, names in the letters they were written in."),
    kinds=frozenset(MethodKind),
    write=write,
)
