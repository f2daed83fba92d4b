"""Account numbers of banks: what each country's IBAN looks like is schwifty's to know. Pure."""

from schwifty import BIC, IBAN
from schwifty.exceptions import SchwiftyException


def is_iban(text: str) -> bool:
    """Whether a compact text is an IBAN of its country: letters, length, structure and check digits."""
    try:
        IBAN(text)
    except SchwiftyException:
        return False
    return True


def is_bic(text: str) -> bool:
    """Whether a compact text has the form of a bank's code (ISO 9362)."""
    try:
        BIC(text)
    except SchwiftyException:
        return False
    return True


def country_of(account: str) -> str:
    """The two letters an IBAN begins with; "" for an account number without them."""
    return account[:2] if is_iban(account) else ""
