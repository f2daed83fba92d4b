"""Who may open the addresses of belonging.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world. The ring
is a private group of the owner and Layla (the author): the member and the treasurer find nothing of it, the team does.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from diwan.belonging import public as belonging
from diwan.people import public as people

from ..rights import AUTHOR, DONE, MEMBERS, MODERATORS, REFUSED, SHOWN, Rights, row

RING = {"group_id": "ring"}
OUTSIDE = frozenset({"member", "treasurer"})
NOT_THE_AUTHOR = MEMBERS - AUTHOR
LAYLA = {"membership_id": "membership"}

COMMUNITY: dict[str, Rights] = {
    "beginning": row(MEMBERS, SHOWN),
    "beginning_closing": row(MEMBERS, post=DONE),
    "first_question": row(MEMBERS, SHOWN),
    "greeting": row(MEMBERS, SHOWN),
    # Layla alone said that she likes to greet
    "greeted": row(MEMBERS, post=DONE, not_theirs=NOT_THE_AUTHOR, membership_id="newcomer"),
    "own_card": row(MEMBERS, SHOWN, DONE),
    "levels": row(MEMBERS, SHOWN),
    "badges": row(MEMBERS, SHOWN),
    "badge_count": row(MEMBERS, post=DONE),
    "badge_visibility": row(MEMBERS, post=DONE, not_theirs=NOT_THE_AUTHOR, award_id="award"),
    "person_badges": row(MEMBERS, SHOWN, **LAYLA),
    "groups": row(MEMBERS, SHOWN),
    "group": row(MEMBERS, SHOWN, not_theirs=OUTSIDE, **RING),
    "group_joining": row(MEMBERS, post=DONE, not_theirs=OUTSIDE, **RING),
    "group_leaving": row(MEMBERS, post=DONE, not_theirs=OUTSIDE, **RING),
    "group_places": row(MEMBERS, post=DONE, not_theirs=MEMBERS - {"author"}, **RING),
    "group_request": row(MEMBERS, post=DONE, not_theirs=OUTSIDE, request_id="request", **RING),
    "edit_group": row(MEMBERS, SHOWN, REFUSED, not_theirs=OUTSIDE | AUTHOR, **RING),
    "hand_badges": row(MODERATORS, SHOWN, REFUSED),
    "badge_taking_back": row(MODERATORS, SHOWN, REFUSED, award_id="given"),
    "badge_giving": row(MODERATORS, SHOWN, REFUSED, **LAYLA),
    "member_level": row(MODERATORS, SHOWN, REFUSED, **LAYLA),
    "level_release": row(MODERATORS, post=DONE, **LAYLA),
    "new_group": row(MODERATORS, SHOWN, REFUSED),
    "group_closing": row(MODERATORS, post=DONE, **RING),
    "group_removal": row(MODERATORS, post=DONE, membership_id="membership", **RING),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """`place.objects["name"] = id`, through the rooms' doors only."""
    at, layla, owner = datetime.now(UTC) - timedelta(minutes=3), place.member("layla"), place.member("owner")
    people.grant_role(membership=layla, role="translator", by=owner, at=at)
    belonging.award_badges(community_id=place.community.pk, at=at)
    award = belonging.Award.objects.get(membership=layla, badge="translator")
    belonging.pin_level(by=owner, membership_id=layla.pk, level=1, reason="Known to us", at=at)
    layla.refresh_from_db()
    belonging.edit_card(by=layla, is_listed=True, is_greeter=True, links=[])
    group = belonging.make_group(
        by=owner, name_ar="الحلقة", name_en=f"Ring of {place.slug}", entry="request", is_private=True, at=at
    )
    belonging.place_member(by=owner, group_id=group.pk, membership_id=layla.pk, at=at)
    words = {"name_ar": "يد خضراء", "name_en": "Green hand", "why_ar": "لسطح مفتوح", "why_en": "An open roof"}
    badge = belonging.make_hand_badge(by=owner, at=at, **words)
    given = belonging.give_badge(by=owner, badge_id=badge.pk, membership_id=layla.pk, reason="Hers", at=at)
    request = belonging.GroupRequest.objects.create(group=group, membership=place.member("nour"), asked_at=at)
    place.objects |= {"award": award.pk, "ring": group.pk, "given": given.pk, "request": request.pk}
    place.objects["newcomer"] = place.member("nour").pk
