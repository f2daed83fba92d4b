"""Who may open the addresses of live.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from typing import Any

from ..rights import MEMBERS, SHOWN, Rights, row

# What happens under a post is followed by its members; the notices of Layla (the author) by nobody but her.
ONLY_HERS = MEMBERS - {"author"}

COMMUNITY: dict[str, Rights] = {
    "live": row(MEMBERS, SHOWN, not_theirs=ONLY_HERS, query="?topic=thread:{post}&topic=membership:{membership}"),
    "live_events": row(MEMBERS, SHOWN, query="?topic=thread:{post}&after=0"),
    "live_notices": row(MEMBERS, SHOWN),
    "live_marks": row(MEMBERS, SHOWN, query="?of={ref}", post_id="post"),
    "live_replies": row(MEMBERS, SHOWN, query="?of={comment}", post_id="post"),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """`place.objects["name"] = id`, through the rooms' doors only. Nothing is needed beyond what is there."""
