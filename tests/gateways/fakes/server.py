"""A provider on this machine: one HTTP server, state in memory, answers as its public documentation says."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Asked:
    """One request, and its JSON."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any


Answer = tuple[int, Any]


@dataclass
class Fake:
    """Base of the fakes. `down`: it answers 503 to everything."""

    asked: list[Asked] = field(default_factory=list)
    down: bool = False

    def answer(self, asked: Asked) -> Answer:
        raise NotImplementedError

    def handle(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        if self.down:
            return 503, {"message": "down"}
        return self.answer(asked)


@contextmanager
def serving(fake: Fake) -> Iterator[str]:
    """The address at which it answers, on the loopback, until the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake.handle))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(handle: Callable[[Asked], Answer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            asked = Asked(self.command, parts.path, query, dict(self.headers), json.loads(raw or b"null"))
            status, said = handle(asked)
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the library's own name

        def log_message(self, *_args: object) -> None:
            """Silent."""

    return Handler
