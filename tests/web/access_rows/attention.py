"""Who may open the addresses of attention.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from typing import Any

from diwan.gathering import public as gathering

from ..rights import AUTHOR, DONE, LED_ON, MEMBERS, MODERATORS, SHOWN, Rights, row

POST = {"post_id": "post"}
COMMUNITY: dict[str, Rights] = {
    "following": row(MEMBERS, SHOWN),
    "feed_reading": row(MEMBERS, post=DONE),
    "thread_following": row(MEMBERS, post=DONE, **POST),
    "thread_new": row(MEMBERS, LED_ON, **POST),
    "thread_reading": row(MEMBERS, post=DONE, **POST),
    # Nobody follows themselves: to Layla her own page answers so
    "person_following": row(MEMBERS, post=DONE, not_theirs=AUTHOR, membership_id="membership"),
    "similar": row(MEMBERS, post=SHOWN),
    "tags": row(MEMBERS, SHOWN),
    "tag": row(MEMBERS, SHOWN, tag="tag"),
    "tag_following": row(MEMBERS, post=DONE, tag_id="tag_id"),
    "tag_tending": row(MODERATORS, post=DONE, tag_id="tag_id"),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """`place.objects["name"] = id`, through the rooms' doors only."""
    layla, scope = place.member("layla"), place.community.pk
    source = gathering.get_source(community_id=scope, object_ref=str(place["ref"]), viewer_id=layla.pk)
    words = {"post_id": place["post"], "by_id": layla.pk, "title": source.title, "body": source.body}
    gathering.edit_post(**words, at=place.community.opened_at, tags=[f"soil of {place.slug}"])
    tag = gathering.list_tags(community_id=scope, viewer_id=layla.pk)[0]
    place.objects |= {"tag": tag.key, "tag_id": tag.id}
