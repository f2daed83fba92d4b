"""What changes under a post, told to the pages that show it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from diwan.gathering.models import Comment, Post
from diwan.kernel import live


def tell_pages(text: Post | Comment, name: str, facts: Mapping[str, Any], at: datetime) -> None:
    """One event of the thread that holds the text, inside the deed's transaction; `facts` are ids."""
    post_id = text.post_id if isinstance(text, Comment) else text.pk
    live.tell(community_id=text.community_id, topic=f"thread:{post_id}", name=name, facts=facts, at=at)
