"""What a page costs: CPU of the whole process tree, at 1,000 posts and at 100,000 posts with a million comments.

    .venv/bin/python bench/pages.py [--small 1000] [--large 100000] [--rounds 5] [--pages 40] [--folder var/bench]

Both databases are made by `diwan seed` once and kept. For each, the server is started as `diwan serve` starts it, with
one process more that only says hello under the same server. Rounds are interleaved; figures are medians. The last
lines are the ratios: growth (large ÷ small) and cost (page ÷ hello) for a visitor and for somebody signed in.
"""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
SLUG = "crowd"
HELLO = """
import django
from django.conf import settings
settings.configure(SECRET_KEY="x" * 50, ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[])
django.setup()
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request: HttpResponse("hello"))]
from django.core.wsgi import get_wsgi_application
wsgi = get_wsgi_application()
"""
SESSION = """
import django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from diwan.gathering.models import Post
from diwan.people.models import Membership
member = Membership.objects.filter(community__slug="crowd", source_ref="seed:3").select_related("person").get()
session = SessionStore()
session[SESSION_KEY] = str(member.person.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = member.person.get_session_auth_hash()
session.save()
twenty = Post.objects.filter(community__slug="crowd", comment_count__gte=20).order_by("comment_count", "id")
ids = list(twenty.values_list("id", flat=True)[:40])
authors = list(Post.objects.filter(pk__in=ids).values_list("author_id", flat=True))
print(session.session_key, ",".join(map(str, ids)), ",".join(map(str, authors)))
"""


@dataclass
class Server:
    """One running server with the process tree below it."""

    name: str
    port: int
    process: "subprocess.Popen[bytes]"
    cookie: str = ""
    threads: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

    def cpu(self) -> float:
        """Seconds of user and system time that the tree used so far."""
        return sum(_ticks(pid) for pid in _tree(self.process.pid)) / TICKS

    def get(self, path: str, cookie: str, connection: http.client.HTTPConnection) -> None:
        connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "en", "Host": "localhost"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{self.name} {path}: {answer.status} {body[:200]!r}")


def main() -> None:
    options = _options()
    small, large = (_seeded(count, options.folder) for count in (options.small, options.large))
    servers = [_diwan("small", small), _diwan("large", large), _hello()]
    try:
        costs = _measure(servers, options)
    finally:
        for server in servers:
            server.process.terminate()
            server.process.wait(timeout=20)
    _print(costs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    return parser.parse_args()


def _seeded(posts: int, folder: Path) -> Path:
    data = folder / str(posts)
    if not (data / "diwan.sqlite3").exists():
        words = ["seed", "--posts", posts, "--comments", posts * 10, "--people", max(200, posts // 20)]
        subprocess.run([sys.executable, "-m", "diwan", *map(str, words)], env=_environment(data), check=True)
    return data


def _environment(data: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DIWAN_DATA_DIR": str(data),
        "DIWAN_LIMITS": "0",
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "diwan.settings.dev",
    }


def _diwan(name: str, data: Path) -> Server:
    environment = _environment(data)
    known = subprocess.run([sys.executable, "-c", SESSION], env=environment, check=True, capture_output=True, text=True)
    key, threads, authors = known.stdout.split()
    port = _free_port()
    command = [sys.executable, "-c", f"import argparse; from diwan.cli import serve; serve._serve(argparse.Namespace("
               f"host='127.0.0.1', port={port}, threads=2))"]  # fmt: skip
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    server = Server(name, port, process, f"diwan_session={key}", threads.split(","), authors.split(","))
    _await(port)
    return server


def _hello() -> Server:
    port = _free_port()
    folder = Path("/tmp") / f"diwan-hello-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    (folder / "hello.py").write_text(HELLO, encoding="utf-8")
    start = (
        "from granian import Granian; from granian.constants import Interfaces; "
        f"Granian('hello:wsgi', port={port}, interface=Interfaces.WSGI, workers=1, blocking_threads=2).serve()"
    )
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen([sys.executable, "-c", start], env=environment, cwd=folder, stdout=subprocess.DEVNULL)
    _await(port)
    return Server("hello", port, process)


def _measure(servers: list[Server], options: argparse.Namespace) -> dict[tuple[str, str, str], float]:
    """Milliseconds of CPU per page by (server, page, who): the median of interleaved rounds."""
    found: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for number in range(options.rounds + 1):
        for server in servers:
            for page, who, paths in _visits(server):
                cost = _cost(server, paths, server.cookie if who == "signed in" else "", options.pages)
                if number:  # the first round warms templates and caches
                    found[server.name, page, who].append(cost)
    return {key: median(costs) * 1000 for key, costs in found.items()}


def _visits(server: Server) -> list[tuple[str, str, list[str]]]:
    if server.name == "hello":
        return [("hello", "", ["/"])]
    base = f"/c/{SLUG}/"
    pages = {
        "feed": [f"{base}feed/", f"{base}feed/?order=newest", f"{base}s/questions/"],
        "thread": [f"{base}t/{post}/" for post in server.threads],
        "profile": [f"{base}people/{author}/" for author in server.authors],
    }
    visits = [(page, who, paths) for page, paths in pages.items() for who in ("visitor", "signed in")]
    searches = [f"{base}search/?q={words}" for words in ("tomato+77", "%D8%A7%D9%84%D8%B7%D9%85%D8%A7%D8%B7%D9%85+95")]
    return [*visits, ("search", "signed in", searches)]


def _cost(server: Server, paths: list[str], cookie: str, pages: int) -> float:
    count = pages * 10 if server.name == "hello" or not cookie else pages
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    before = server.cpu()
    for number in range(count):
        server.get(paths[number % len(paths)], cookie, connection)
    used = server.cpu() - before
    connection.close()
    return used / count


def _print(costs: dict[tuple[str, str, str], float]) -> None:
    hello = costs["hello", "hello", ""]
    kinds = [(page, who) for name, page, who in costs if name == "small"]
    print(f"{'CPU ms per page':24} {'small':>8} {'large':>8}      hello {hello:.3f}")
    for page, who in kinds:
        print(f"{page + ', ' + who:24} {costs['small', page, who]:8.3f} {costs['large', page, who]:8.3f}")
    print("growth (large / small):")
    for page, who in kinds:
        print(f"  {page + ', ' + who:22} {costs['large', page, who] / costs['small', page, who]:.2f}")
    print("cost (large / hello):")
    for page, who in kinds:
        print(f"  {page + ', ' + who:22} {costs['large', page, who] / hello:.1f}")


def _tree(pid: int) -> list[int]:
    """The process and everything it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    below = [int(word) for word in children.read_text().split()] if children.exists() else []
    return [pid, *(one for child in below for one in _tree(child))]


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15]))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")


if __name__ == "__main__":
    main()
