"""The one way to tell a member something: a row for the page, and whatever else the member wants of its group."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from diwan.kernel import live, outbox
from diwan.people.models import HeldNotice, Notice
from diwan.people.reach.groups import LOCKED, ByMail, Group, group_of
from diwan.people.reach.queries.routes import Route, routes_of

MAIL, PUSH = "mail", "push"
Facts = Mapping[str, Any]


def notify(
    *,
    membership_id: int,
    kind: str,
    facts: Facts,
    url: str,
    at: datetime,
    by_mail: bool = False,
    group: str | None = None,
) -> Notice:
    """Leave a notice, and send it on as its group is wanted: by mail at once, in the digest, to devices.

    `group` names one of `reach.groups.Group`; without it the table of kinds decides. `by_mail` asks for a letter of a
    locked group (money, decisions, security); of any other group the member decides alone.
    """
    told = {membership_id: facts}
    return notify_many(told=told, kind=kind, url=url, at=at, by_mail=by_mail, group=group)[0]


def notify_many(
    *,
    told: Mapping[int, Facts],
    kind: str,
    url: str,
    at: datetime,
    by_mail: bool = False,
    group: str | None = None,
) -> list[Notice]:
    """Leave many members a notice of one kind, each with their own facts (membership id → facts), in few queries."""
    about = Group(group) if group else group_of(kind)
    routes = routes_of(membership_ids=told, group=about, at=at)
    made = Notice.objects.bulk_create(
        [
            Notice(
                membership_id=membership_id, kind=kind, facts=dict(facts), url=url, created_at=at, group=about,
                is_shown=routes[membership_id].in_app,
                in_digest=_way_of_mail(routes[membership_id], about, by_mail) == ByMail.DIGEST,
            )
            for membership_id, facts in told.items()
        ],
        batch_size=200,
    )  # fmt: skip
    for notice in made:
        _send_on(notice, about, routes[notice.membership_id], by_mail=by_mail)
        if notice.is_shown:
            _ring(notice, routes[notice.membership_id].community_id)
    return made


def _way_of_mail(route: Route, group: Group, by_mail: bool) -> ByMail:
    """The room says which letters of a locked group are needed; the rest of such a group is told in the digest."""
    if group in LOCKED:
        return ByMail.NOW if by_mail else ByMail.DIGEST
    return route.mail


def _send_on(notice: Notice, group: Group, route: Route, *, by_mail: bool) -> None:
    letter, devices = _way_of_mail(route, group, by_mail) == ByMail.NOW, route.devices
    if route.quiet_until is not None:
        waits = letter and group not in LOCKED
        push_waits = bool(devices) and group != Group.SECURITY
        if waits or push_waits:
            HeldNotice.objects.create(
                membership_id=notice.membership_id, notice=notice, by_mail=waits, by_push=push_waits,
                until=route.quiet_until,
            )  # fmt: skip
        letter, devices = letter and not waits, () if push_waits else devices
    if letter:
        told = {"membership_id": notice.membership_id, "kind": notice.kind, "facts": notice.facts, "url": notice.url}
        send_mail(**told, at=notice.created_at, group=group)
    for device_id in devices:
        push_notice(notice, device_id=device_id, at=notice.created_at)


def push_notice(notice: Notice, *, device_id: int, at: datetime) -> None:
    """Put a push of the notice for one device into the outbox; it is worded and encrypted when it is sent."""
    told = {"kind": notice.kind, "facts": notice.facts, "url": notice.url, "group": notice.group}
    outbox.put(topic=PUSH, payload={**told, "device": device_id, "tag": f"notice-{notice.pk}"}, at=at)


def _ring(notice: Notice, community_id: int) -> None:
    """The member's open pages hear that there is one more."""
    topic, facts = f"membership:{notice.membership_id}", {"notice": notice.pk}
    live.tell(community_id=community_id, topic=topic, name="notice_left", facts=facts, at=notice.created_at)


def send_mail(*, membership_id: int, kind: str, facts: Facts, url: str, at: datetime, group: str | None = None) -> None:
    """Put a letter into the outbox; it is worded in the reader's language when it is sent."""
    payload = {"membership": membership_id, "kind": kind, "facts": dict(facts), "url": url}
    outbox.put(topic=MAIL, payload={**payload, "group": group or group_of(kind)}, at=at)
