"""The one client for requests to the outside: https, to public addresses only, pinned, short, and never led elsewhere.

The name is looked up once; every address it has must be public; the connection goes to the address that was checked,
so that a name cannot answer differently the second time. Nothing here follows a redirect.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

SECONDS = 10
MOST_BYTES = 64 * 1024
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Forbidden(Exception):
    """The address may not be asked: not https, or not public."""


class Failed(Exception):
    """The other side could not be reached, or did not answer in time or in words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by their names in small letters."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def post(url: str, *, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send `body`; at most MOST_BYTES of the answer are read. Raises Forbidden, Failed."""
    return send("POST", url, body=body, headers=headers)


def send(method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str], at_most: int = MOST_BYTES) -> Answer:
    """Any other request; at most `at_most` bytes of the answer are read. Raises Forbidden, Failed."""
    parts = _parsed(url)
    connection = _connection(parts)
    try:
        path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        connection.request(method, path, body=body or None, headers=dict(headers))
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, answer.read(at_most), told)
    except (OSError, http.client.HTTPException) as error:
        raise Failed(f"{parts.hostname}: {error}") from error
    finally:
        connection.close()


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, however it is written or wrapped."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _parsed(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_plain = parts.port is not None or parts.hostname is not None
    except ValueError as error:
        raise Forbidden(f"not an address: {url[:80]!r}") from error
    excepted = f"{parts.scheme}://{parts.netloc}" in settings.OUTBOUND_EXCEPTIONS
    if not is_plain or not parts.hostname or parts.username or (parts.scheme != "https" and not excepted):
        raise Forbidden(f"only https to a named host: {url[:80]!r}")
    return parts


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    host, port = str(parts.hostname), parts.port or 443
    if f"{parts.scheme}://{parts.netloc}" in settings.OUTBOUND_EXCEPTIONS:
        return http.client.HTTPConnection(host, port, timeout=SECONDS)
    return _Pinned(host, port, _checked_address(host, port))


def _checked_address(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Failed(f"{host}: {error}") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(map(is_public, addresses)):
        raise Forbidden(f"{host} is not a public address")
    return addresses[0]


class _Pinned(http.client.HTTPSConnection):
    """Connects to the address that was checked, and proves the name by its certificate all the same."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self._context_of_ours = ssl.create_default_context()
        super().__init__(host, port, timeout=SECONDS, context=self._context_of_ours)
        self._address = address

    def connect(self) -> None:
        bare = socket.create_connection((self._address, self.port), SECONDS)
        self.sock = self._context_of_ours.wrap_socket(bare, server_hostname=self.host)
