"""From whatever an event names (session, invoice, charge, intent) to the payment intent and all that became of it."""

from datetime import datetime
from typing import Any

from diwan.commerce.gateways.errors import Unreadable
from diwan.commerce.gateways.protocol import PaymentTruth
from diwan.commerce.gateways.stripe import reading
from diwan.commerce.gateways.stripe.reading import plain

_CHARGE = ["latest_charge.balance_transaction.source"]


def payment(v1: Any, external_id: str) -> PaymentTruth:
    """`v1`: Stripe's services. Ids of other things than payments are Unreadable."""
    if external_id.startswith("cs_"):
        return _of_session(v1, external_id)
    if external_id.startswith("in_"):
        return _of_invoice(v1, plain(v1.invoices.retrieve(external_id)))
    if external_id.startswith("pi_"):
        return _of_intent(v1, external_id)
    if external_id.startswith(("ch_", "py_")):
        return _of_intent(v1, v1.charges.retrieve(external_id)["payment_intent"])
    raise Unreadable


def moved(v1: Any, since: datetime) -> list[str]:
    """The intents of all money that moved since then: payments, refunds and disputes, of however old payments."""
    wish = {"created": {"gte": int(since.timestamp())}, "limit": 100, "expand": ["data.source"]}
    found: dict[str, None] = {}
    for line in v1.balance_transactions.list(wish).auto_paging_iter():
        source = plain(line).get("source")
        intent = source.get("payment_intent") if isinstance(source, dict) else None
        if intent:
            found[intent] = None
    return list(found)


def _of_session(v1: Any, external_id: str) -> PaymentTruth:
    session = plain(v1.checkout.sessions.retrieve(external_id))
    if session["payment_status"] == "unpaid" or session["status"] != "complete":
        return reading.unpaid(session)
    if session["mode"] == "payment":
        return _of_intent(v1, session["payment_intent"], session=session)
    return _of_invoice(v1, plain(v1.invoices.retrieve(session["invoice"])), session=session)


def _of_invoice(v1: Any, invoice: Any, session: Any = None) -> PaymentTruth:
    """The first payment of an invoice; one that needs none (a trial, a credit) is a payment that never comes."""
    paid = plain(v1.invoice_payments.list({"invoice": invoice["id"], "limit": 1}))["data"]
    if not paid or paid[0]["payment"]["type"] != "payment_intent":
        raise Unreadable
    return _of_intent(v1, paid[0]["payment"]["payment_intent"], session=session, invoice=invoice)


def _of_intent(v1: Any, external_id: str, session: Any = None, invoice: Any = None) -> PaymentTruth:
    intent = plain(v1.payment_intents.retrieve(external_id, {"expand": _CHARGE}))
    reference = (intent.get("metadata") or {}).get("reference", "")
    if not reference and invoice is None:
        invoice = _invoice_of(v1, external_id)
    subscription = ""
    if invoice is not None:
        details = (invoice.get("parent") or {}).get("subscription_details") or {}
        subscription = str(details.get("subscription") or "")
        reference = reference or (details.get("metadata") or {}).get("reference", "")
    charge = intent.get("latest_charge") or {}
    about = {"payment_intent": external_id, "limit": 100}
    return reading.payment(
        intent,
        refunds=map(plain, v1.refunds.list(about).auto_paging_iter()) if charge else (),
        disputes=map(plain, v1.disputes.list(about).auto_paging_iter()) if charge and charge["disputed"] else (),
        reference=reference or (session or {}).get("client_reference_id") or "",
        subscription=subscription,
        session=session["id"] if session else "",
    )


def _invoice_of(v1: Any, intent: str) -> Any:
    """The invoice an intent pays, if any."""
    wish = {"payment": {"type": "payment_intent", "payment_intent": intent}, "limit": 1}
    found = plain(v1.invoice_payments.list(wish))["data"]
    return plain(v1.invoices.retrieve(found[0]["invoice"])) if found else None
