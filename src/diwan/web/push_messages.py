"""What a lock screen shows: {title, body, url, tag}, in the reader's language, and nothing private unless wished.

The contract with the service worker is in docs/decisions/0009-reaching-people.md.
"""

import json
from collections.abc import Mapping
from typing import Any

from diwan.kernel import clock, outbox
from diwan.kernel.text.bidi import without_controls
from diwan.people import public as people
from diwan.web.letters import written_for
from diwan.web.noticed_facts import LETTER
from diwan.web.notices import notice_url, worded, wording_of

LONGEST = 300
# Of these a lock screen is told that there is something, never what.
_DISCREET = {people.Group.DECISIONS, people.Group.SECURITY}


@outbox.consumer(people.PUSH)
def send_push(payload: Mapping[str, Any]) -> None:
    """Word one push and hand it to the device's push service. A device that was taken away is told nothing."""
    device = people.find_device(device_id=payload["device"])
    if device is None or not device.membership.is_active or not device.membership.person.is_active:
        return
    with written_for(device.membership.person):
        message = push_message(device.membership, payload)
    text = json.dumps(message, ensure_ascii=False).encode()
    people.send_push(device=device, message=text, tag=message["tag"], at=clock.now())


def push_message(member: people.Membership, payload: Mapping[str, Any]) -> dict[str, str]:
    """Plain text; the service worker shows it as it is."""
    kind, facts = payload["kind"], payload["facts"]
    wording = wording_of(kind, facts)
    shown = _may_show(member, people.Group(payload["group"]), facts)
    body = worded(kind, facts, LETTER) if shown else str(wording.subject)
    return {
        "title": without_controls(member.community.name_in(member.person.language)),
        "body": body if len(body) <= LONGEST else f"{body[: LONGEST - 1]}…",
        "url": notice_url(member.community.slug, kind, facts, payload["url"]) or f"/c/{member.community.slug}/notices/",
        "tag": payload["tag"],
    }


def _may_show(member: people.Membership, group: people.Group, facts: Mapping[str, Any]) -> bool:
    if group in _DISCREET:
        return False
    names_amount = group == people.Group.MONEY or any(str(name).endswith("_minor") for name in facts)
    return not names_amount or people.reach_of(membership_id=member.pk).preference.shows_amounts
