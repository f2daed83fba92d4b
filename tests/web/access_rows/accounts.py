"""Who may open the addresses of accounts that allauth lacks."""

from typing import Any

from ..rights import SIGNED_IN, Rights, row

COMMUNITY: dict[str, Rights] = {}
# Nobody's session is listed by number: one's own answers, everybody else's is not there.
SITE: dict[str, Rights] = {
    "session_ending": row(SIGNED_IN, post=frozenset({302}), not_theirs=SIGNED_IN, session_id="foreign_session"),
}


def furnish(place: Any) -> None:
    place.objects["foreign_session"] = 1
