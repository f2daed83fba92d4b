"""Figures as people read them: grouped, in the reader's digits; and read back from what people type.

Nothing here is a float: a number is an int or a Decimal.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from diwan.kernel.text.reader import Reader

ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
MINUS = "\N{MINUS SIGN}"
_TO_ARABIC = str.maketrans("0123456789,.%", ARABIC_INDIC + "٬٫٪")
_DIGITS_TO_ARABIC = str.maketrans("0123456789", ARABIC_INDIC)
_TO_LATIN = str.maketrans(ARABIC_INDIC + "۰۱۲۳۴۵۶۷۸۹" + "٫٪" + MINUS, "0123456789" * 2 + ".%-")
_IGNORED = re.compile(r"[٬\s_'’]|[\u200e\u200f\u061c\u2066-\u2069]")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def in_digits(latin: str, reader: Reader) -> str:
    """A finished figure such as '1,953.86' in the reader's digits: ١٬٩٥٣٫٨٦ for 'arab'."""
    return latin.translate(_TO_ARABIC) if reader.digits == "arab" else latin


def digits_only(text: str, reader: Reader) -> str:
    """Running text or a date with its digits in the reader's set, its punctuation left alone."""
    return text.translate(_DIGITS_TO_ARABIC) if reader.digits == "arab" else text


def grouped(units: int, exponent: int = 0) -> str:
    """|units| × 10^-exponent in thousands, ASCII digits: grouped(195386, 2) == '1,953.86'."""
    whole, rest = divmod(abs(units), 10**exponent)
    return f"{whole:,}.{rest:0{exponent}d}" if exponent else f"{whole:,}"


def signed(units: int, *, plus: bool = False) -> str:
    """The sign to write before a figure: '−' below zero, '+' above it when asked, otherwise nothing."""
    if units < 0:
        return MINUS
    return "+" if plus and units > 0 else ""


def format_number(value: int | Decimal, reader: Reader, *, places: int | None = None, plus: bool = False) -> str:
    """A plain figure: 3557 → '3,557'. A Decimal keeps its own places unless `places` rounds it (half up)."""
    number = Decimal(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    _, _digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"Not a finite number: {value!r}")
    units = int(number.scaleb(-exponent)) if exponent < 0 else int(number)
    return in_digits(signed(units, plus=plus) + grouped(units, max(0, -exponent)), reader)


def format_percent(basis_points: int, reader: Reader, *, places: int | None = None, plus: bool = False) -> str:
    """Basis points as a percentage: 6500 → '65%', 610 → '6.1%'; `places` fixes the decimals, rounding half up."""
    percent = Decimal(basis_points).scaleb(-2)
    if places is None:
        percent = percent.normalize()
        if percent == percent.to_integral_value():
            percent = percent.quantize(Decimal(1))
    return format_number(percent, reader, places=places, plus=plus) + in_digits("%", reader)


def parse_number(text: str) -> Decimal:
    """What a person typed, in either digits, with either separators and an optional % sign.

    A comma is taken only between thousands: '12,50' is refused rather than read as 1250. Raises ValueError.
    """
    cleaned = _IGNORED.sub("", text.strip()).translate(_TO_LATIN).rstrip("%")
    if _THOUSANDS.fullmatch(cleaned):
        cleaned = cleaned.replace(",", "")
    if not _NUMBER.fullmatch(cleaned):
        raise ValueError(f"Not a number: {text!r}")
    return Decimal(cleaned)


def fold_digits(text: str) -> str:
    """The same text with every Arabic-Indic or Persian digit written 0-9: for codes, phones and search."""
    return text.translate(str.maketrans(ARABIC_INDIC + "۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2))
