"""What a destination must say for each kind, how it is checked and how it is masked. Pure."""

import re
from collections.abc import Mapping

from diwan.payouts.enums import MethodKind
from diwan.payouts.errors import BadMethod
from diwan.payouts.iban import is_bic, is_iban

REQUIRED = {
    MethodKind.BANK: ("holder", "account"),
    MethodKind.WALLET: ("holder", "phone"),
    MethodKind.CASH: ("note",),
    MethodKind.PAYPAL: ("email",),
    MethodKind.STRIPE: ("connected",),
}
# `latin`: the holder's name as the bank writes it, for banks that refuse Arabic letters.
OPTIONAL = {MethodKind.BANK: ("bank_name", "bic", "latin"), MethodKind.WALLET: ("provider", "latin")}
_ACCOUNT = re.compile(r"[A-Z0-9]{5,34}")
_CONNECTED = re.compile(r"acct_[A-Za-z0-9]{8,40}")
_LATIN = re.compile(r"[A-Za-z0-9 /?:().,'+-]{2,70}")
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
        tidy["account"] = account_number(tidy["account"])
    elif kind == MethodKind.WALLET:
        tidy["phone"] = _matching(_PHONE, re.sub(r"[\s().-]", "", tidy["phone"].translate(_ARABIC_DIGITS)))
    elif kind == MethodKind.PAYPAL:
        tidy["email"] = _matching(_EMAIL, tidy["email"])
    elif kind == MethodKind.STRIPE:
        tidy["connected"] = _matching(_CONNECTED, tidy["connected"])
    if "bic" in tidy:
        tidy["bic"] = bank_code(tidy["bic"])
    if "latin" in tidy:
        tidy["latin"] = _matching(_LATIN, tidy["latin"])
    return tidy


def mask(kind: str, details: Mapping[str, str]) -> str:
    """Enough to recognise one's own destination by, too little to pay to it: "…4417", "l…@example.org", "" for cash."""
    if kind == MethodKind.CASH:
        return ""
    if kind == MethodKind.PAYPAL:
        name, place = details["email"].rsplit("@", 1)
        return f"{name[:1]}…@{place}"[:60]
    number = next(details[name] for name in ("account", "phone", "connected") if name in details)
    return f"…{number[-4:]}"


def account_number(text: str) -> str:
    """The IBAN or account number, compact. Raises BadMethod: letters in front make it an IBAN, which must be right."""
    number = _compact(text)
    if number[:2].isalpha():
        if not is_iban(number):
            raise BadMethod
        return number
    return _matching(_ACCOUNT, number)


def bank_code(text: str) -> str:
    """The bank's code (BIC), compact. Raises BadMethod."""
    code = _compact(text)
    if not is_bic(code):
        raise BadMethod
    return code


def _compact(text: str) -> str:
    return re.sub(r"[\s-]", "", text.translate(_ARABIC_DIGITS)).upper()


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise BadMethod
    return text
