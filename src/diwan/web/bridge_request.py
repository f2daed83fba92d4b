"""From an ASGI request to what WSGI knows: the body in a file, the headers in an environ that nobody can forge."""

import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import IO, Any
from urllib.parse import unquote_to_bytes

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
IN_MEMORY = 1_000_000


class Disconnected(Exception):
    """The reader left before the request was complete."""


class TooLarge(Exception):
    """The body is larger than this server takes."""


async def read_body(scope: Scope, receive: Receive, *, most_bytes: int) -> IO[bytes] | None:
    """The whole body, beyond a megabyte on disk; None for none. Raises Disconnected, TooLarge.

    It is read before a page thread is taken: whoever sends slowly, or stops, keeps nobody waiting.
    """
    declared = {name: value for name, value in scope["headers"] if name in (b"content-length", b"transfer-encoding")}
    length = declared.get(b"content-length", b"0")
    if b"transfer-encoding" not in declared and length in (b"0", b""):
        return None
    if length.isdigit() and int(length) > most_bytes:
        raise TooLarge
    body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by whoever answers
    try:
        size, is_more = 0, True
        while is_more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Disconnected
            size += body.write(message.get("body", b""))
            is_more = message.get("more_body", False)
            if size > most_bytes:
                raise TooLarge
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


def environ_of(scope: Scope, body: IO[bytes], size: int) -> dict[str, Any]:
    """The WSGI environ of a request whose body has been read."""
    server = scope.get("server") or ("localhost", 80)
    path = unquote_to_bytes(scope["raw_path"]) if scope.get("raw_path") else scope["path"].encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0] if scope.get("client") else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    environ.update(_headers(scope["headers"]))
    environ["CONTENT_LENGTH"] = str(size)
    return environ


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers as HTTP_…; cookies sent apart are joined by '; ', other repetitions by a comma.

    A name with an underscore is dropped: X_Forwarded_Proto would pass for X-Forwarded-Proto, which a proxy of ours
    sets and strips. So is Proxy, which becomes HTTP_PROXY, that some libraries obey.
    """
    found: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        if b"_" in raw_name or raw_name.lower() == b"proxy":
            continue
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        key = name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
        value = raw_value.decode("latin-1")
        joint = "; " if name == "COOKIE" else ","
        found[key] = f"{found[key]}{joint}{value}" if key in found else value
    return found
