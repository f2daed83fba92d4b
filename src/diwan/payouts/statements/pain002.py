"""ISO 20022 `pain.002`: what the bank refuses of an order before it books anything. Pure."""

from xml.etree.ElementTree import Element

from diwan.payouts.statements.line import Line, Unreadable
from diwan.payouts.statements.xml_parts import amount_at, text_at

REFUSED = "RJCT"


def lines(root: Element) -> list[Line]:
    """The refused transactions; those accepted are confirmed by the statement. Raises Unreadable."""
    if root.tag != "Document" or root.find("CstmrPmtStsRpt") is None:
        raise Unreadable
    return [_line(one) for one in root.iter("TxInfAndSts") if text_at(one, "TxSts") == REFUSED]


def _line(one: Element) -> Line:
    amount_minor, currency = amount_at(one, "OrgnlTxRef/Amt/InstdAmt")
    why = [text_at(one, f"StsRsnInf/{path}") for path in ("Rsn/Cd", "Rsn/Prtry", "AddtlInf")]
    return Line(
        amount_minor=amount_minor,
        currency=currency,
        is_out=True,
        is_failure=True,
        booked_date=None,
        reference=text_at(one, "OrgnlEndToEndId"),
        bank_reference=text_at(one, "StsId"),
        text="",
        reason=" ".join(filter(None, why)) or REFUSED,
    )
