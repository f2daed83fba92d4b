"""Who may open the addresses of public.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from typing import Any

from diwan.gathering import public as gathering

from ..rights import EVERYONE, MEMBERS, MODERATORS, READERS, REFUSED, SHOWN, Rights, row

COMMUNITY: dict[str, Rights] = {
    "spaces": row(MODERATORS, SHOWN, REFUSED),
    "space_edit": row(MODERATORS, SHOWN, REFUSED, space_id="space_id"),
    "rss": row(EVERYONE, SHOWN),
    "atom": row(EVERYONE, SHOWN),
    "space_rss": row(EVERYONE, SHOWN, space="space"),
    "space_atom": row(EVERYONE, SHOWN, space="space"),
    "card": row(EVERYONE, SHOWN),
    "thread_card": row(READERS, SHOWN, post_id="post"),
}
SITE: dict[str, Rights] = {
    "robots": row(EVERYONE, SHOWN),
    "sitemap": row(EVERYONE, SHOWN),
    "sitemap_part": row(EVERYONE, SHOWN, section="slug"),
}
# A members-only space of a public community: (route, what its address names), not there for anybody else.
MEMBERS_ONLY = (
    ("space", {"space": "closed_space"}),
    ("thread", {"post_id": "closed_post"}),
)
NOT_THEIRS = frozenset({"visitor", "stranger", "neighbour", "neighbour_owner"})
THEIRS = MEMBERS


def furnish(place: Any) -> None:
    """A space for members only, with a discussion of Nour's: the only thing she wrote a post for."""
    space = gathering.create_space(
        community_id=place.community.pk, slug=f"{place.slug}-inner", name_ar="الداخل", name_en="Inside",
        is_public=False, at=place.community.opened_at,
    )  # fmt: skip
    nour = place.member("nour")
    post = gathering.publish_post(
        community_id=place.community.pk, space_id=space.pk, author_id=nour.pk, kind="discussion", language="en",
        title=f"A secret of the {place.slug}", body="Not for visitors.", at=place.community.opened_at,
    )  # fmt: skip
    place.objects |= {"slug": place.slug, "closed_space": space.slug, "closed_post": post.pk, "quiet_member": nour.pk}
