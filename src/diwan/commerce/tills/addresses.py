"""What each scheme needs, and whether an address can be one of it. Pure."""

import re
from collections.abc import Callable

from diwan.commerce.enums import Till
from diwan.commerce.tills.enums import Scheme
from diwan.kernel.text.numbers import fold_digits

TILL_OF = {
    Scheme.IBAN: Till.BANK, Scheme.CLIQ: Till.BANK, Scheme.INSTAPAY: Till.BANK, Scheme.PHONE: Till.WALLET,
    Scheme.PLACE: Till.CASH,
}  # fmt: skip
_IBAN_LENGTHS = {
    "AE": 23, "BH": 22, "DZ": 26, "EG": 29, "IQ": 23, "JO": 30, "KW": 30, "LB": 28, "LY": 25, "MA": 28, "MR": 27,
    "OM": 23, "PS": 29, "QA": 29, "SA": 24, "SD": 18, "TN": 24, "TR": 26, "DE": 22, "FR": 27, "GB": 22,
}  # fmt: skip
_PHONE = re.compile(r"\+?[0-9]{7,15}")
_CLIQ = re.compile(r"[A-Z0-9]{1,10}|(?:00962|\+962|0)7[0-9]{8}")
_INSTAPAY = re.compile(r"[a-z0-9._-]{2,40}@instapay|01[0-9]{9}")


def tidy(scheme: str, address: str) -> str:
    """The address as it is stored and shown: digits 0-9, no stray blanks, the case of its scheme."""
    plain = " ".join(fold_digits(address).split())
    if scheme == Scheme.PLACE:
        return plain
    bare = re.sub(r"[\s\u200e\u200f\u2066-\u2069-]" if scheme != Scheme.INSTAPAY else r"\s", "", plain)
    return bare.lower() if scheme == Scheme.INSTAPAY else bare.upper()


def is_iban(text: str) -> bool:
    """Whether the check digits of an IBAN hold and, where we know it, its country's length."""
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}", text):
        return False
    known = _IBAN_LENGTHS.get(text[:2])
    number = "".join(str(int(letter, 36)) for letter in text[4:] + text[:4])
    return (known is None or len(text) == known) and int(number) % 97 == 1


_CHECKS: dict[str, Callable[[str], bool]] = {
    Scheme.IBAN: is_iban,
    Scheme.CLIQ: lambda text: bool(_CLIQ.fullmatch(text)),
    Scheme.INSTAPAY: lambda text: bool(_INSTAPAY.fullmatch(text)),
    Scheme.PHONE: lambda text: bool(_PHONE.fullmatch(text)),
    Scheme.PLACE: lambda text: 3 <= len(text) <= 80,
}


def is_address(scheme: str, address: str) -> bool:
    """Whether a tidied address can be one of this scheme."""
    check = _CHECKS.get(scheme)
    return check is not None and check(address)
