import re
from base64 import urlsafe_b64decode
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from diwan.people.errors import BadDevice
from diwan.people.models import Device, Membership

MOST_DEVICES = 10
_BEYOND = 2**63  # no row has such a number
_KEY = re.compile(r"[A-Za-z0-9_-]{20,100}={0,2}")


def register_device(
    *, membership: Membership, endpoint: str, p256dh: str, auth: str, agent: str, at: datetime
) -> Device:
    """Remember a browser that asked to be told; the same one again renews its keys. Raises BadDevice.

    Whoever signs in on a shared browser takes it over: it stops telling the one before. The oldest beyond ten goes.
    """
    _check(endpoint, p256dh, auth)
    with transaction.atomic():
        Device.objects.filter(endpoint=endpoint).exclude(membership__person=membership.person_id).delete()
        device, _ = Device.objects.update_or_create(
            membership=membership,
            endpoint=endpoint,
            defaults={"p256dh": p256dh, "auth": auth, "agent": agent[:300]},
            create_defaults={"p256dh": p256dh, "auth": auth, "agent": agent[:300], "created_at": at},
        )
        known = Device.objects.filter(membership=membership).order_by("-created_at", "-pk")
        Device.objects.filter(pk__in=list(known.values_list("pk", flat=True)[MOST_DEVICES:])).delete()
    return device


def forget_device(*, membership_id: int, device_id: int) -> bool:
    """Tell this device nothing any more; False when it is not a device of the member's."""
    mine = (
        Device.objects.filter(membership=membership_id, pk=device_id) if device_id < _BEYOND else Device.objects.none()
    )
    return mine.exists() and mine.delete()[0] > 0


def forget_endpoint(*, membership_id: int, endpoint: str) -> bool:
    """The same, by what the browser itself knows of its subscription."""
    return Device.objects.filter(membership=membership_id, endpoint=endpoint).delete()[0] > 0


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    parts = urlsplit(endpoint)
    is_address = len(endpoint) <= 500 and endpoint.isascii() and parts.scheme == "https" and bool(parts.hostname)
    if not is_address or parts.username or len(_bytes(auth)) != 16:
        raise BadDevice
    point = _bytes(p256dh)
    if len(point) != 65 or point[0] != 4:
        raise BadDevice


def _bytes(key: str) -> bytes:
    if not _KEY.fullmatch(key):
        return b""
    bare = key.rstrip("=")
    return urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
