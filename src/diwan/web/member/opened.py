"""How long a page can have been read: when it was opened travels with it, signed, so that it cannot be stretched."""

from datetime import datetime

from django.core import signing

from diwan.web.scope import CommunityRequest, member_of

_SALT = "diwan.reading"
LONGEST_SECONDS = 2 * 3600


def opened_token(request: CommunityRequest, post_id: int, *, at: datetime) -> str:
    """A signed note: this reader opened this post at this moment."""
    return signing.dumps([member_of(request).pk, post_id, int(at.timestamp())], salt=_SALT)


def seconds_since(request: CommunityRequest, post_id: int, token: str, *, at: datetime) -> int:
    """The seconds since the page was opened, at most two hours; 0 for a note that is not this reader's, or forged."""
    try:
        member_id, opened_post, opened_at = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return 0
    if (member_id, opened_post) != (member_of(request).pk, post_id):
        return 0
    return max(0, min(LONGEST_SECONDS, int(at.timestamp()) - int(opened_at)))
