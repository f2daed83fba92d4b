"""ISO 20022 `pain.001.001.09`: one order, one batch, one transaction for each payment.

Names stand in SWIFT's Latin letters. The payee's name in Arabic is kept in the unstructured remittance where the
community's bank takes it there; the payment's reference is the end-to-end id, by which statements name it again.
"""

import xml.etree.ElementTree as ElementTree
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext_lazy as _

from diwan.payouts.enums import MethodKind
from diwan.payouts.iban import is_iban
from diwan.payouts.rails.latin import holder_in_latin, in_latin, is_arabic
from diwan.payouts.rails.rail import Order, Payment, Rail, RailFile, parted
from diwan.payouts.rails.table import amount

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
LONGEST_REMARK = 140


def write(order: Order) -> RailFile:
    payments, left_out = parted(order.payments, lambda payment: bool(holder_in_latin(payment)))
    root = Element("Document", xmlns=NAMESPACE)
    initiation = SubElement(root, "CstmrCdtTrfInitn")
    _header(initiation, order, payments)
    _instruction(initiation, order, payments)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    content = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
    return RailFile("xml", "application/xml", content, len(payments), left_out)


def _header(parent: Element, order: Order, payments: tuple[Payment, ...]) -> None:
    header = SubElement(parent, "GrpHdr")
    _say(header, "MsgId", message_id(order, payments))
    _say(header, "CreDtTm", order.made_at.strftime("%Y-%m-%dT%H:%M:%S"))
    _sums(header, order, payments)
    _party(header, "InitgPty", _payer_name(order))


def _instruction(parent: Element, order: Order, payments: tuple[Payment, ...]) -> None:
    info = SubElement(parent, "PmtInf")
    _say(info, "PmtInfId", message_id(order, payments))
    _say(info, "PmtMtd", "TRF")
    _say(info, "BtchBookg", "false")
    _sums(info, order, payments)
    _say(SubElement(info, "ReqdExctnDt"), "Dt", order.due_date.isoformat())
    _party(info, "Dbtr", _payer_name(order))
    _account(info, "DbtrAcct", order.payer["account"], order.currency)
    _agent(info, "DbtrAgt", order.payer.get("bic", ""))
    _say(info, "ChrgBr", "SHAR")
    for payment in payments:
        _transaction(info, order, payment)


def _transaction(parent: Element, order: Order, payment: Payment) -> None:
    one = SubElement(parent, "CdtTrfTxInf")
    ids = SubElement(one, "PmtId")
    _say(ids, "InstrId", payment.reference)
    _say(ids, "EndToEndId", payment.reference)
    figure = SubElement(SubElement(one, "Amt"), "InstdAmt", Ccy=order.currency)
    figure.text = amount(payment.amount_minor, order.currency)
    _agent(one, "CdtrAgt", payment.details.get("bic", ""))
    _party(one, "Cdtr", holder_in_latin(payment))
    _account(one, "CdtrAcct", payment.details["account"], "")
    _say(SubElement(one, "RmtInf"), "Ustrd", _remark(order, payment))


def message_id(order: Order, payments: tuple[Payment, ...]) -> str:
    """At most 35 letters, equal for an equal set of payments: a bank sees that the same file came twice."""
    said = "|".join(f"{row.reference}:{row.amount_minor}" for row in payments)
    return f"{order.name[:22]}-{sha256(said.encode()).hexdigest()[:12]}"


def _remark(order: Order, payment: Payment) -> str:
    holder = payment.details.get("holder", "")
    told = f"{payment.reference} {in_latin(order.community)}".rstrip()
    original = f" {holder}" if order.takes_arabic and is_arabic(holder) else ""
    return f"{told}{original}"[:LONGEST_REMARK].rstrip()


def _payer_name(order: Order) -> str:
    name = order.payer.get("latin") or in_latin(order.payer.get("holder", "")) or in_latin(order.community)
    return (name or order.name)[:70].rstrip()


def _sums(parent: Element, order: Order, payments: tuple[Payment, ...]) -> None:
    _say(parent, "NbOfTxs", str(len(payments)))
    _say(parent, "CtrlSum", amount(sum(row.amount_minor for row in payments), order.currency))


def _party(parent: Element, tag: str, name: str) -> None:
    _say(SubElement(parent, tag), "Nm", name)


def _account(parent: Element, tag: str, number: str, currency: str) -> None:
    account = SubElement(parent, tag)
    where = SubElement(account, "Id")
    _say(where if is_iban(number) else SubElement(where, "Othr"), "IBAN" if is_iban(number) else "Id", number)
    if currency:
        _say(account, "Ccy", currency)


def _agent(parent: Element, tag: str, code: str) -> None:
    bank = SubElement(SubElement(parent, tag), "FinInstnId")
    _say(bank if code else SubElement(bank, "Othr"), "BICFI" if code else "Id", code or "NOTPROVIDED")


def _say(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


RAIL = Rail(
    code="iso20022",
    label=_("ISO 20022 payment order (pain.001)"),
    hint=_("The file business banking takes everywhere; names in Latin letters."),
    kinds=frozenset({MethodKind.BANK}),
    write=write,
    needs_payer=True,
)
