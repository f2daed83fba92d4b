"""The QR code of a simplified tax invoice in Saudi Arabia: five fields as tag, length, value, in base64. Pure.

ZATCA, "Guide to Develop a Fatoora Compliant QR Code": 1 seller's name, 2 VAT number, 3 time stamp (ISO 8601), 4 total
with VAT, 5 VAT. A length is one byte, so a field holds at most 255 bytes of UTF-8.
"""

from base64 import b64encode
from collections.abc import Sequence

_MOST = 255


def simplified_invoice(*, seller: str, number: str, issued: str, gross: str, tax: str) -> str:
    """The text of the QR code; `issued` as 2026-11-03T09:00:00Z, amounts as '115.00'."""
    return encoded((seller, number, issued, gross, tax))


def encoded(values: Sequence[str]) -> str:
    """The values under the tags 1, 2, 3 …"""
    return b64encode(b"".join(_field(tag, value) for tag, value in enumerate(values, 1))).decode()


def _field(tag: int, value: str) -> bytes:
    content = value.encode()
    if len(content) > _MOST:
        content = content[:_MOST].decode(errors="ignore").encode()
    return bytes((tag, len(content))) + content
