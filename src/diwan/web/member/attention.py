"""What a page of one discussion says of the reader's attention."""

from typing import Any

from diwan.gathering import public as gathering
from diwan.web.scope import CommunityRequest, viewer_of


def attention_facts(request: CommunityRequest, thread: gathering.ThreadView) -> dict[str, Any]:
    """`attention`, and `seen_up_to`: the position of whoever sees this very page of the discussion."""
    found = gathering.thread_attention(
        community_id=request.community.pk, viewer_id=viewer_of(request), post_id=thread.post.id
    )
    tops = [*thread.comments, *([thread.accepted] if thread.accepted else [])]
    shown = {view.id for top in tops for view in (top, *top.replies)}
    return {"attention": found, "seen_up_to": found.read_up_to(shown), "shown_ids": shown}
