"""A picture of one point in a newsletter, for readers who agreed that openings are counted."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "diwan.letters.opening"
# The smallest picture there is: one transparent point (GIF89a).
POINT = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


def opening_url(copy_id: int) -> str:
    token = signing.dumps(copy_id, salt=_SALT)
    return f"{settings.BASE_URL}{reverse('letter_opening', kwargs={'token': token})}"


def opened_copy(token: str) -> int | None:
    """Which copy the picture belongs to, or None when it is none of ours."""
    try:
        return int(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None
