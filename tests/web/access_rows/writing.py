"""Who may open the addresses of writing.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from datetime import UTC, datetime
from typing import Any

from diwan.gathering import public as gathering

from ..rights import DONE, MEMBERS, REFUSED, SHOWN, Rights, row

COMMUNITY: dict[str, Rights] = {
    "mentions": row(MEMBERS, SHOWN),
    "pictures": row(MEMBERS, post=REFUSED),
    "draft_keeping": row(MEMBERS, post=REFUSED),
    "poll": row(MEMBERS, SHOWN, post_id="poll_post"),
    "poll_votes": row(MEMBERS, post=DONE, post_id="poll_post"),
    "poll_closing": row(MEMBERS, post=DONE, post_id="poll_post"),
    "poll_voices": row(MEMBERS, SHOWN, post_id="poll_post"),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """A post of Layla's with a named poll whose counts are always shown."""
    at = datetime.now(UTC)
    post = gathering.publish_post(
        community_id=place.community.pk,
        space_id=place["space_id"],
        author_id=place.member("layla").pk,
        kind="discussion",
        title="What to plant",
        body="Say it below.",
        language="en",
        at=at,
    )
    asked = gathering.PollSpec("What to plant?", ("Beans", "Peas"), is_named=True, results="always")
    gathering.put_poll(post_id=post.pk, by_id=place.member("layla").pk, poll=asked, at=at)
    place.objects["poll_post"] = post.pk
