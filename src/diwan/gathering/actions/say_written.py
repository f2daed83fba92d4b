"""Every text is said aloud before anybody is told of it: the law may ask a person to see it first."""

from datetime import datetime

from diwan.gathering.models import Comment, Post
from diwan.kernel import registry

TEXT_WRITTEN = "gathering.text_written"


def stays_shown(text: Post | Comment, words: str, at: datetime) -> bool:
    """Announce a text just written or changed, in its own transaction; whether it is still shown after that."""
    registry.announce(
        TEXT_WRITTEN,
        object_ref=text.ref,
        community_id=text.community_id,
        author_id=text.author_id,
        body=words,
        at=at,
    )
    text.refresh_from_db(fields=["status"])
    return text.is_published
