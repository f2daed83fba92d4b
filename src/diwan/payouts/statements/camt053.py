"""ISO 20022 `camt.053` (and `.052`, `.054`): booked entries, each of them perhaps many transactions. Pure."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from diwan.payouts.statements.line import Line, Unreadable
from diwan.payouts.statements.xml_parts import amount_at, date_at, text_at

KINDS = ("BkToCstmrStmt", "BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn")


def lines(root: Element) -> list[Line]:
    """Every transaction of every entry. Raises Unreadable."""
    if root.tag != "Document" or not any(child.tag in KINDS for child in root):
        raise Unreadable
    return [line for entry in root.iter("Ntry") for line in _of_entry(entry)]


def _of_entry(entry: Element) -> Iterator[Line]:
    parts = entry.findall("NtryDtls/TxDtls")
    if not parts:
        yield _line(entry, entry, is_whole=True)
    for part in parts:
        yield _line(entry, part, is_whole=len(parts) == 1)


def _line(entry: Element, part: Element, *, is_whole: bool) -> Line:
    amount_minor, currency = amount_at(part, "Amt")
    if not currency:
        amount_minor, currency = amount_at(part, "AmtDtls/TxAmt/Amt")
    if not currency and is_whole:
        amount_minor, currency = amount_at(entry, "Amt")
    side = text_at(part, "CdtDbtInd") or text_at(entry, "CdtDbtInd")
    came_back = part.find("RtrInf") is not None or text_at(entry, "RvslInd") == "true"
    said = [
        text for text in (*_texts(part, "Ustrd"), *_texts(part, "AddtlTxInf"), *_texts(entry, "AddtlNtryInf")) if text
    ]
    why = [text_at(part, f"RtrInf/{path}") for path in ("Rsn/Cd", "Rsn/Prtry", "AddtlInf")]
    return Line(
        amount_minor=amount_minor,
        currency=currency,
        is_out=side == "DBIT",
        is_failure=side == "CRDT" and came_back,
        booked_date=date_at(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt"),
        reference=text_at(part, "Refs/EndToEndId"),
        bank_reference=text_at(part, "Refs/AcctSvcrRef") or text_at(entry, "AcctSvcrRef"),
        text=" ".join(said),
        reason=" ".join(filter(None, why)),
    )


def _texts(element: Element, tag: str) -> list[str]:
    return [" ".join((found.text or "").split()) for found in element.iter(tag)]
