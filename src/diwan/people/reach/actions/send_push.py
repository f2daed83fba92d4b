"""One encrypted message to one device, by its push service."""

from datetime import datetime
from email.utils import parseaddr
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings

from diwan.kernel import outbound, outbox
from diwan.people.models import Device
from diwan.people.reach import push_keys

if TYPE_CHECKING:
    from webpush import WebPush

KEPT_SECONDS = 24 * 60 * 60
LARGEST = 3000  # what every push service takes (RFC 8030 asks for 4096 bytes with the padding and the header)
_GONE = (404, 410)
_REFUSED = (400, 401, 403, 413)


def send_push(*, device: Device, message: bytes, tag: str, at: datetime) -> bool:
    """Encrypt `message` (at most LARGEST bytes) for the device and hand it to its push service.

    A device its service no longer knows is forgotten: False. Raises outbox.Undeliverable for what trying again cannot
    mend, and outbound.Failed for what it may.
    """
    from webpush import WebPushSubscription  # here: pydantic is slow to load, and most processes never push

    if len(message) > LARGEST:
        raise ValueError(f"a push of {len(message)} bytes is longer than {LARGEST}")
    keys = {"auth": device.auth, "p256dh": device.p256dh}
    letter = _encrypter(push_keys.key_path().as_posix()).get(
        message, WebPushSubscription.model_validate({"endpoint": device.endpoint, "keys": keys})
    )
    headers = {**{name: str(value) for name, value in letter.headers.items()}, "urgency": "normal", "topic": tag[:32]}
    try:
        answer = outbound.post(device.endpoint, body=letter.encrypted, headers=headers)
    except outbound.Forbidden as refusal:
        raise outbox.Undeliverable(str(refusal)) from refusal
    if answer.status in _GONE:
        device.delete()
        return False
    if answer.status in _REFUSED:
        raise outbox.Undeliverable(f"the push service answered {answer.status}")
    if not 200 <= answer.status < 300:
        raise outbound.Failed(f"the push service answered {answer.status}")
    Device.objects.filter(pk=device.pk).update(told_at=at)
    return True


@lru_cache(maxsize=2)
def _encrypter(path: str) -> "WebPush":
    from webpush import WebPush

    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return WebPush(
        private_key=push_keys.private_pem(),
        public_key=BytesIO(push_keys.public_pem()),
        subscriber=sender,
        ttl=KEPT_SECONDS,
    )
