"""Who may open the addresses of conversation.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world. Layla (the
author) wrote to Nour (the member) directly; the owner, the steward and the treasurer find nothing of it.
"""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from diwan.conversation import public as conversation

from ..rights import DONE, LED_ON, MEMBERS, REFUSED, SHOWN, TEAM, Rights, row

WRITTEN = frozenset({204})
TALK = {"conversation_id": "talk"}
MESSAGE = {"message_id": "message"}
PRIVATE = {"not_theirs": TEAM}
NOT_THE_AUTHOR = MEMBERS - {"author"}
NOT_THE_OTHER = MEMBERS - {"member"}

COMMUNITY: dict[str, Rights] = {
    "conversations": row(MEMBERS, SHOWN),
    "new_conversation": row(MEMBERS, SHOWN, REFUSED),
    "pair": row(MEMBERS, LED_ON, not_theirs=frozenset({"author"}), membership_id="membership"),
    "talk_settings": row(MEMBERS, SHOWN, DONE),
    "presence": row(MEMBERS, post=WRITTEN),
    "block": row(MEMBERS, post=DONE, not_theirs=frozenset({"author"}), membership_id="membership"),
    "block_withdrawal": row(MEMBERS, post=DONE, not_theirs=frozenset({"member"}), membership_id="blocked"),
    "conversation": row(MEMBERS, SHOWN, **PRIVATE, **TALK),
    "messages": row(MEMBERS, SHOWN, REFUSED, **PRIVATE, **TALK),
    "conversation_reading": row(MEMBERS, post=DONE, **PRIVATE, **TALK),
    "conversation_quiet": row(MEMBERS, post=DONE, **PRIVATE, **TALK),
    "conversation_leaving": row(MEMBERS, post=DONE, **PRIVATE, **TALK),
    "message": row(MEMBERS, LED_ON, **PRIVATE, **MESSAGE),
    "edit_message": row(MEMBERS, SHOWN, DONE, not_theirs=NOT_THE_AUTHOR, **MESSAGE),  # its picture may stand alone
    "message_history": row(MEMBERS, SHOWN, **PRIVATE, **MESSAGE),
    "message_deletion": row(MEMBERS, post=DONE, **PRIVATE, **MESSAGE),
    "message_restoration": row(MEMBERS, post=DONE, not_theirs=MEMBERS, **MESSAGE),
    "message_mark": row(MEMBERS, post=DONE, **PRIVATE, **MESSAGE),
    "message_mark_withdrawal": row(MEMBERS, post=DONE, **PRIVATE, **MESSAGE),
    "message_report": row(MEMBERS, SHOWN, REFUSED, not_theirs=NOT_THE_OTHER, **MESSAGE),
    "talk_picture": row(MEMBERS, SHOWN, **PRIVATE, picture_name="talk_image"),
    "room": row(MEMBERS, SHOWN, DONE, space="space"),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """`place.objects["name"] = id`, through the rooms' doors only."""
    at = datetime.now(UTC) - timedelta(minutes=4)
    layla, nour = place.member("layla"), place.member("nour")
    out = BytesIO()
    Image.new("RGB", (8, 6), "teal").save(out, "PNG")
    first = conversation.start_conversation(
        by_id=layla.pk, member_ids=[nour.pk], body="Between us", key="furnished", at=at,
        pictures=[conversation.draw_picture(out.getvalue())],
    )  # fmt: skip
    place.objects |= {"talk": first.conversation_id, "message": first.pk, "blocked": nour.pk}
    place.objects["talk_image"] = first.pictures.get().name
