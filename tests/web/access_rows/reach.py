"""Who may open the addresses of reach.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from typing import Any

from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.openings import opening_url
from diwan.web.unsubscribing import stop_url

from ..rights import AUTHOR, DONE, EVERYONE, HERE, MEMBERS, NOBODY, OWNER, REFUSED, SHOWN, Rights, row

LETTER = {"newsletter_id": "newsletter"}
NOT_THE_AUTHOR = HERE - AUTHOR
ENDPOINT = "https://push.example/send/1"
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"

COMMUNITY: dict[str, Rights] = {
    "reach": row(HERE, SHOWN, REFUSED),
    "devices": row(HERE, post=REFUSED),
    "device_withdrawal": row(HERE, post=REFUSED),
    "device_disposal": row(HERE, post=DONE, not_theirs=NOT_THE_AUTHOR, device_id="device"),
    "notice_reading": row(MEMBERS, post=DONE, not_theirs=MEMBERS - AUTHOR, notice_id="notice"),
    "newsletters": row(OWNER, SHOWN),
    "new_newsletter": row(OWNER, SHOWN, REFUSED),
    "newsletter": row(OWNER, SHOWN, **LETTER),
    "newsletter_words": row(OWNER, SHOWN, REFUSED, **LETTER),
    "newsletter_trial": row(OWNER, post=DONE, **LETTER),
    "newsletter_sending": row(OWNER, post=DONE, **LETTER),
    "newsletter_disposal": row(OWNER, post=DONE, **LETTER),
}
SITE: dict[str, Rights] = {
    "letter_stopping": row(
        EVERYONE, SHOWN, SHOWN, token="stop_token",
        from_outside="a mail provider posts without cookies (RFC 8058); the signed word in the address is the right",
    ),
    "letter_opening": row(EVERYONE, SHOWN, token="opening_token"),
    "mailbox": row(NOBODY, SHOWN, not_theirs=EVERYONE),
    "mailbox_letter": row(NOBODY, SHOWN, not_theirs=EVERYONE, filed="letter_name"),
    "mailbox_looks": row(NOBODY, SHOWN, not_theirs=EVERYONE, filed="letter_name"),
}  # fmt: skip


def furnish(place: Any) -> None:
    """Layla's device and notice, a letter of the owner's, and the signed words of letters."""
    layla, at = place.member("layla"), clock.now()
    device = people.register_device(
        membership=layla, endpoint=f"{ENDPOINT}/{place.slug}", p256dh=P256DH, auth=AUTH, agent="", at=at
    )
    told = people.notify(membership_id=layla.pk, kind="mentioned", facts={}, url="", at=at)
    letter = people.draft_newsletter(
        by=place.member("owner"), subject="A letter", body="Hello", audience=people.Audience(), at=at
    )
    place.objects |= {"device": device.pk, "notice": told.pk, "newsletter": letter.pk, "letter_name": "20260101-1"}
    place.objects |= {"stop_token": _word(stop_url(layla.pk, "mentions"))}
    place.objects |= {"opening_token": _word(opening_url(1)).removesuffix(".gif")}


def _word(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
