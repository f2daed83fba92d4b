"""Amounts of money in words and figures. An amount is an integer of minor units and an ISO currency code."""

from decimal import Decimal

from diwan.kernel.text.bidi import isolate, isolate_ltr
from diwan.kernel.text.currencies import exponent_of, sign_of
from diwan.kernel.text.numbers import grouped, in_digits, parse_number, signed
from diwan.kernel.text.reader import Reader

NO_BREAK = "\N{NO-BREAK SPACE}"


def money_parts(minor: int, currency: str, reader: Reader, *, plus: bool = False) -> tuple[str, str, str]:
    """An amount as (sign, currency, figure), to be written in that order from left to right in every language.

    The currency carries its own space when it is made of letters: ('−', '$', '96.41'), ('', 'KWD\\xa0', '41.200').
    """
    mark = sign_of(currency, reader.language)
    spaced = mark + NO_BREAK if mark[-1].isalpha() else mark
    return signed(minor, plus=plus), spaced, in_digits(grouped(minor, exponent_of(currency)), reader)


def format_money(minor: int, currency: str, reader: Reader, *, plus: bool = False) -> str:
    """An amount for plain text (mails, SVG, titles): isolated, so its sign and digits stay in place in any sentence."""
    sign, mark, figure = money_parts(minor, currency, reader, plus=plus)
    return isolate_ltr(sign + isolate(mark.rstrip(NO_BREAK)) + (NO_BREAK if mark.endswith(NO_BREAK) else "") + figure)


def plain_amount(minor: int, currency: str) -> str:
    """An amount for machines and form fields: ASCII digits, no grouping, '-' below zero: '-1953.86'."""
    return ("-" if minor < 0 else "") + grouped(minor, exponent_of(currency)).replace(",", "")


def parse_money(text: str, currency: str) -> int:
    """Minor units from what a person typed in either digits ('٤١٫٢٠', '$41.20').

    Raises ValueError for anything that is not an amount, and for more decimals than the currency has.
    """
    bare = text.strip()
    for mark in {currency, *(sign_of(currency, language) for language in ("ar", "en"))}:
        bare = bare.replace(mark, "")
    number = parse_number(bare)
    minor = number.scaleb(exponent_of(currency))
    if minor != minor.to_integral_value():
        raise ValueError(f"{currency} has {exponent_of(currency)} decimals: {text!r}")
    return int(minor)


def as_decimal(minor: int, currency: str) -> Decimal:
    """The amount in major units, exact: 4120 of USD → Decimal('41.20')."""
    return Decimal(minor).scaleb(-exponent_of(currency))
