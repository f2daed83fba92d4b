"""What a ticket carries: ten letters of chance and six that sign them for this community."""

import hmac

from django.utils.crypto import salted_hmac

from diwan.kernel import ids

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH, _SIGNED = 10, 6


def new_code() -> str:
    return ids.short_code(_LENGTH)


def token_of(*, community_id: int, code: str) -> str:
    """The code as it is printed and drawn: 16 letters and digits that nobody mistakes for each other."""
    return code + _signature(community_id, code)


def code_in(*, community_id: int, token: str) -> str | None:
    """The code inside what was scanned or typed, blanks and dashes left out; None for one we did not sign."""
    bare = "".join(letter for letter in token.upper() if letter in _LETTERS)
    code, signature = bare[:_LENGTH], bare[_LENGTH:]
    expected = _signature(community_id, code)
    is_ours = len(bare) == _LENGTH + _SIGNED and hmac.compare_digest(signature, expected)
    return code if is_ours else None


def _signature(community_id: int, code: str) -> str:
    digest = salted_hmac("diwan.commerce.tickets", f"{community_id}:{code}", algorithm="sha256").digest()
    number = int.from_bytes(digest[:16], "big")
    letters = []
    for _place in range(_SIGNED):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "".join(letters)
