"""By which ways a notice goes to each of several members: asked with every deed, so it is asked once and by hand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from diwan.people.models import Device
from diwan.people.reach.groups import CUSTOMS, ByMail, Group
from diwan.people.reach.quiet import FROM_MINUTE, UNTIL_MINUTE, quiet_end

_ASKED = """
SELECT m.id, m.community_id, p.timezone, f.is_quiet_at_night, f.quiet_from, f.quiet_until, c.in_app, c.mail, c.push
FROM people_membership m JOIN people_person p ON p.id = m.person_id
LEFT JOIN people_reachpreference f ON f.membership_id = m.id
LEFT JOIN people_reachchoice c ON c.membership_id = m.id AND c."group" = %s
WHERE m.id IN ({places})
"""
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Route:
    """`quiet_until`: what is not urgent waits until then. `devices`: whom to push to, none when not wanted."""

    community_id: int
    in_app: bool
    mail: ByMail
    devices: tuple[int, ...]
    quiet_until: datetime | None


def routes_of(*, membership_ids: Collection[int], group: Group, at: datetime) -> dict[int, Route]:
    """How each of these members wants to hear of the group; a locked group is always in the app and by mail."""
    ids = list(membership_ids)
    found: dict[int, Route] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        devices = _devices(part)
        for row in _rows(part, group):
            found[row[0]] = _route(row[1:], devices.get(row[0], ()), group, at)
    return found


def _rows(ids: list[int], group: Group) -> list[tuple]:  # type: ignore[type-arg]  # rows as the driver gives them
    with connection.cursor() as cursor:
        cursor.execute(_ASKED.format(places=", ".join(["%s"] * len(ids))), [group.value, *ids])
        return list(cursor.fetchall())


def _devices(ids: list[int]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for membership_id, device_id in Device.objects.filter(membership__in=ids).values_list("membership_id", "pk"):
        found[membership_id] = (*found.get(membership_id, ()), device_id)
    return found


def _route(row: tuple, devices: tuple[int, ...], group: Group, at: datetime) -> Route:  # type: ignore[type-arg]  # see above
    community_id, zone, is_quiet, quiet_from, quiet_until, in_app, mail, push = row
    custom = CUSTOMS[group]
    wants_push = custom.push if push is None else bool(push)
    end = None
    if is_quiet is None or is_quiet:
        begins, ends = (FROM_MINUTE, UNTIL_MINUTE) if quiet_from is None else (quiet_from, quiet_until)
        end = quiet_end(at, zone=zone, from_minute=begins, until_minute=ends)
    return Route(
        community_id=community_id,
        in_app=custom.is_locked or in_app is None or bool(in_app),
        mail=custom.mail if custom.is_locked or mail is None else ByMail(mail),
        devices=devices if wants_push else (),
        quiet_until=end,
    )
