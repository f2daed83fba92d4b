"""Reading XML that a stranger may have written: no entities, no document types, no networks; namespaces ignored."""

from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from diwan.engine.money import exponent_of
from diwan.payouts.statements.line import Unreadable


def parsed(content: bytes) -> Element:
    """The root. Raises Unreadable."""
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def text_at(element: Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())[:300]


def amount_at(element: Element, path: str) -> tuple[int, str]:
    """(minor units, currency) of an amount element; (0, "") where there is none. Raises Unreadable."""
    found = element.find(path)
    if found is None:
        return 0, ""
    currency = found.get("Ccy", "")
    return minor(found.text or "", currency), currency


def minor(text: str, currency: str) -> int:
    """Decimal digits as minor units, exactly. Raises Unreadable: no number, unknown currency, too many decimals."""
    try:
        scaled = Decimal(text.strip()).scaleb(exponent_of(currency))
        if not scaled.is_finite() or scaled != scaled.to_integral_value():
            raise Unreadable
        return int(scaled)
    except (InvalidOperation, KeyError) as error:
        raise Unreadable from error


def date_at(element: Element, *paths: str) -> date | None:
    for path in paths:
        try:
            return date.fromisoformat(text_at(element, path)[:10])
        except ValueError:
            continue
    return None
