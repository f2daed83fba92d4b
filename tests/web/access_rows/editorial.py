"""Who may open the addresses of editorial.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from datetime import UTC, datetime
from typing import Any

from diwan.gathering import public as gathering

from ..rights import DONE, DONE_OR_REFUSED, MEMBERS, READERS, REFUSED, SHOWN, Rights, row

# Layla writes the item that the owner assigned to her, and the draft; the owner and the steward edit.
NEITHER_EDITOR_NOR_AUTHOR = frozenset({"member", "treasurer"})
NOT_THE_AUTHOR = MEMBERS - {"author"}
ITEM = {"item_id": "calendar_item"}
DRAFT = {"draft_id": "draft"}
COMMUNITY: dict[str, Rights] = {
    "calendar": row(MEMBERS, SHOWN),
    "new_calendar_item": row(MEMBERS, SHOWN, REFUSED),
    "calendar_item": row(MEMBERS, SHOWN, not_theirs=NEITHER_EDITOR_NOR_AUTHOR, **ITEM),
    "item_assignment": row(MEMBERS, post=DONE_OR_REFUSED, not_theirs=NEITHER_EDITOR_NOR_AUTHOR, **ITEM),
    "item_remarks": row(MEMBERS, post=REFUSED, not_theirs=NEITHER_EDITOR_NOR_AUTHOR, **ITEM),
    "item_return": row(MEMBERS, post=REFUSED, not_theirs=NEITHER_EDITOR_NOR_AUTHOR, **ITEM),
    "item_beginning": row(MEMBERS, post=DONE, not_theirs=NEITHER_EDITOR_NOR_AUTHOR, **ITEM),
    "item_submission": row(MEMBERS, post=DONE, not_theirs=NEITHER_EDITOR_NOR_AUTHOR, **ITEM),
    "item_withdrawal": row(MEMBERS, post=DONE, not_theirs=NEITHER_EDITOR_NOR_AUTHOR, **ITEM),
    "item_acceptance": row(MEMBERS, post=DONE, not_theirs=NEITHER_EDITOR_NOR_AUTHOR, **ITEM),
    "item_dropping": row(MEMBERS, post=DONE, not_theirs=NEITHER_EDITOR_NOR_AUTHOR, **ITEM),
    "draft_desk": row(MEMBERS, SHOWN, not_theirs=NOT_THE_AUTHOR, **DRAFT),
    "draft_schedule": row(MEMBERS, post=REFUSED, not_theirs=NOT_THE_AUTHOR, **DRAFT),
    "schedule_withdrawal": row(MEMBERS, post=frozenset({404}), not_theirs=NOT_THE_AUTHOR, **DRAFT),
    "draft_authors": row(MEMBERS, post=DONE, not_theirs=NOT_THE_AUTHOR, **DRAFT),
    "co_author_answer": row(MEMBERS, post=frozenset({404}), not_theirs=NOT_THE_AUTHOR, **DRAFT),
    "post_label": row(READERS, SHOWN, post_id="paid_post"),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """An item that Layla is to write, and a sponsored post."""
    owner, layla, scope = place.member("owner"), place.member("layla"), place.community.pk
    at = datetime.now(UTC)
    item = gathering.propose_item(community_id=scope, by_id=owner.pk, title="Something to write", at=at)
    gathering.assign_item(
        item_id=item.pk, by_id=owner.pk, author_id=layla.pk, due_date=None, space_id=place["space_id"], at=at
    )
    label = gathering.Label("sponsored", "Seeds and Co", 10_000, 6_000, "")
    post = gathering.publish_post(
        community_id=scope, space_id=place["space_id"], author_id=layla.pk, kind="guide", title="Paid for",
        body="Pots.", language="en", at=at, label=label,
    )  # fmt: skip
    place.objects |= {"calendar_item": item.pk, "paid_post": post.pk}
