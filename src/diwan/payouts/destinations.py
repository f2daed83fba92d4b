"""What a destination must say for each kind, how it is checked and how it is masked. Pure."""

import re
from collections.abc import Mapping

from diwan.payouts.enums import MethodKind
from diwan.payouts.errors import BadMethod

REQUIRED = {
    MethodKind.BANK: ("holder", "account"),
    MethodKind.WALLET: ("holder", "phone"),
    MethodKind.CASH: ("note",),
    MethodKind.PAYPAL: ("email",),
}
OPTIONAL = {MethodKind.BANK: ("bank_name",), MethodKind.WALLET: ("provider",)}
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_ACCOUNT = re.compile(r"[A-Z0-9]{5,34}")
_PHONE = re.compile(r"\+?[0-9]{7,15}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def checked(kind: str, details: Mapping[str, str]) -> dict[str, str]:
    """The details, tidied. Raises BadMethod: an unknown kind or field, one missing, a number that cannot be right."""
    if kind not in MethodKind.values:
        raise BadMethod
    required, optional = REQUIRED[MethodKind(kind)], OPTIONAL.get(MethodKind(kind), ())
    tidy = {name: " ".join(str(value).split())[:120] for name, value in details.items() if str(value).strip()}
    if not set(required) <= tidy.keys() <= {*required, *optional}:
        raise BadMethod
    if kind == MethodKind.BANK:
        tidy["account"] = _account(tidy["account"])
    elif kind == MethodKind.WALLET:
        tidy["phone"] = _matching(_PHONE, re.sub(r"[\s().-]", "", tidy["phone"].translate(_ARABIC_DIGITS)))
    elif kind == MethodKind.PAYPAL:
        tidy["email"] = _matching(_EMAIL, tidy["email"])
    return tidy


def mask(kind: str, details: Mapping[str, str]) -> str:
    """Enough to recognise one's own destination by, too little to pay to it: "…4417", "l…@example.org", "" for cash."""
    if kind == MethodKind.CASH:
        return ""
    if kind == MethodKind.PAYPAL:
        name, place = details["email"].rsplit("@", 1)
        return f"{name[:1]}…@{place}"[:60]
    number = details["account"] if kind == MethodKind.BANK else details["phone"]
    return f"…{number[-4:]}"


def _account(text: str) -> str:
    number = re.sub(r"[\s-]", "", text.translate(_ARABIC_DIGITS)).upper()
    if number[:2].isalpha():
        return _iban(_matching(_IBAN, number))
    return _matching(_ACCOUNT, number)


def _iban(number: str) -> str:
    # ISO 13616: moved round and read as one decimal number, it leaves 1 when divided by 97.
    turned = "".join(str(int(letter, 36)) for letter in number[4:] + number[:4])
    if int(turned) % 97 != 1:
        raise BadMethod
    return number


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise BadMethod
    return text
