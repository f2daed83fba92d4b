"""A push reaches a real listener on loopback, which reads it as a browser would; nothing else can be reached."""

import json
import struct
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from diwan.kernel import clock, outbound, outbox
from diwan.people import public as people

SECRET = bytes(range(16))
REPLY = {"by": "Samer", "title": "Leaves"}
PAYOUT = {"amount_minor": 4120, "currency": "USD", "mask": "…1234"}


class Service:
    """A push service of one's own: keeps what it was sent, answers `status`."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.status, self.heard = 201, []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(service.status)
                self.end_headers()

            def log_message(self, *_words: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def read(self, number: int = -1) -> dict[str, str]:
        """RFC 8291: the message as the browser that owns the keys reads it."""
        body = self.heard[number][1]
        salt, size = body[:16], body[20]
        sender, sealed = body[21 : 21 + size], body[21 + size :]
        assert struct.unpack("!L", body[16:20])[0] == 4096
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        secret = derive(shared, SECRET, b"WebPush: info\x00" + self.point + sender, 32)
        key = derive(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = derive(secret, salt, b"Content-Encoding: nonce\x00", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        return json.loads(plain.rstrip(b"\x00")[:-1])


def derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def bare(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    made = Service()
    settings.OUTBOUND_EXCEPTIONS = [made.origin]
    yield made
    made.server.shutdown()
    made.server.server_close()


def device_of(member: people.Membership, service: Service) -> people.Device:
    """Registered as browsers do, over https; then led to the listener of this test."""
    device = people.register_device(
        membership=member, endpoint="https://push.example/x", p256dh=bare(service.point), auth=bare(SECRET),
        agent="", at=clock.now(),
    )  # fmt: skip
    people.Device.objects.filter(pk=device.pk).update(endpoint=f"{service.origin}/x")
    return device


def push(garden: Any, device: people.Device, kind: str = "replied", group: str = "replies") -> int:
    facts = PAYOUT if group == "money" else REPLY
    payload = {"device": device.pk, "kind": kind, "facts": facts, "url": "/c/garden/feed/", "group": group}
    outbox.put(topic=people.PUSH, payload={**payload, "tag": "notice-1"}, at=garden.at)
    return outbox.deliver(at=clock.now())


def test_only_the_device_can_read_what_it_is_told(garden: Any, service: Service) -> None:
    device = device_of(garden.layla, service)
    assert push(garden, device) == 1
    headers, body = service.heard[0]
    assert b"Samer" not in body
    assert headers["authorization"].startswith("vapid t=")
    assert people.application_key() in headers["authorization"]
    message = service.read()
    assert set(message) == {"title", "body", "url", "tag"}
    assert message["title"] == "Roof garden"
    assert "Samer" in message["body"]
    assert message["url"] == "/c/garden/feed/"


def test_a_lock_screen_shows_an_amount_only_where_its_owner_wants_it(garden: Any, service: Service) -> None:
    device = device_of(garden.layla, service)
    push(garden, device, "payout_sent", "money")
    assert "41.20" not in service.read()["body"]
    preference = {"shows_amounts": True}
    people.set_reach(membership_id=garden.layla.pk, choices={}, preference=preference, at=garden.at)
    push(garden, device, "payout_sent", "money")
    assert "41.20" in service.read()["body"]


def test_it_is_worded_in_the_readers_language(garden: Any, service: Service) -> None:
    person = garden.layla.person
    person.language = "ar"
    person.save()
    push(garden, device_of(garden.layla, service))
    assert service.read()["title"] == "بستان السطح"


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(garden: Any, service: Service, status: int) -> None:
    service.status = status
    push(garden, device_of(garden.layla, service))
    assert not people.list_devices(membership_id=garden.layla.pk).exists()


def test_a_service_that_is_busy_is_asked_again_later(garden: Any, service: Service) -> None:
    service.status = 503
    assert push(garden, device_of(garden.layla, service)) == 0
    assert people.list_devices(membership_id=garden.layla.pk).exists()
    assert outbox.OutboxMessage.objects.get().attempt_count == 1


@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1/x", "https://localhost/x", "https://[::1]/", "https://10.0.0.8/", "https://169.254.169.254/",
     "https://[::ffff:127.0.0.1]/", "https://0.0.0.0/", "https://192.168.1.1/", "http://push.example/", "ftp://x/",
     "https://user@1.1.1.1/", "https://2130706433/", "https://[fe80::1]/", "https://100.64.0.1/", "https:///x",
     "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://224.0.0.1/"],
)  # fmt: skip
def test_nothing_that_is_not_public_is_ever_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_where: Any, **_how: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.create_connection", never)
    with pytest.raises(outbound.Forbidden):
        outbound.post(url, body=b"", headers={})
