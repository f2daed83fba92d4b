"""A whole installation behind a port, and readers who open it in a real Chromium.

The demo is built once, as it stood five days before the last month ended. So by today's clock that month is over and
nobody has closed it: the tests close it for real, with no clock but the machine's. Each file serves a copy of its own.
"""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60
PHONE, DESK = (390, 844), (1280, 900)
BUILD = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "diwan.settings.dev"
os.environ["DIWAN_DEMO"] = "1"
import django
django.setup()
from datetime import timedelta
from diwan.cli import migrate
from diwan.demo.build import build
from diwan.kernel import clock
migrate.prepare(quiet=True)
build(at=clock.now().replace(day=1) - timedelta(days=5), tell=print)
"""


@dataclass
class Site:
    """An installation: where it is served, where its files are, and how its server is started."""

    url: str
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    server: "subprocess.Popen[bytes] | None" = None
    is_demo: bool = True

    def start(self) -> None:
        command = [sys.executable, "-m", "diwan", "serve", "--port", self.url.rsplit(":", 1)[1]]
        if self.is_demo:
            command.append("--demo")
        with (self.folder / "server.log").open("a") as log:
            self.server = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )
        _wait_for(f"{self.url}/healthz", self.server)

    def stop(self) -> None:
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGTERM)
            self.server.wait(timeout=PATIENCE_S)

    def mailed_code(self, address: str) -> str:
        """The code in the newest letter to an address; letters are files here."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            for letter in sorted((self.folder / "mail").glob("*"), key=lambda one: one.stat().st_mtime, reverse=True):
                text = letter.read_text()
                found = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", text, re.MULTILINE)
                if f"To: {address}" in text and found:
                    return found.group(1)
            time.sleep(0.2)
        raise AssertionError(f"no code was mailed to {address}")


@dataclass
class Reader:
    """Somebody with a browser. Whatever the console complains about is kept in `troubles`."""

    site: Site
    context: BrowserContext
    page: Page
    troubles: list[str] = field(default_factory=list)

    def enter(self, door: str) -> "Reader":
        """Sign in by the demo's door: owner, treasurer, contributor or member."""
        self.page.goto(f"{self.site.url}/demo/")
        self.page.click(f"button[name=as][value={door}]")
        self.page.wait_for_url("**/feed/")
        return self

    def open(self, path: str) -> Page:
        """Go to an address of the site; it must be there."""
        answer = self.page.goto(self.site.url + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        return self.page

    def ask(self, path: str) -> APIResponse:
        """What an address answers to this reader, without drawing it and without following it elsewhere."""
        return self.context.request.get(self.site.url + path, max_redirects=0)

    def post(self, path: str, **form: str) -> APIResponse:
        """Send a form as a page of the site would."""
        cookies = {one["name"]: one["value"] for one in self.context.cookies()}
        sent: dict[str, Any] = {**form, "csrfmiddlewaretoken": cookies["csrftoken"]}
        return self.context.request.post(self.site.url + path, form=sent, max_redirects=0)

    def hear(self, message: ConsoleMessage) -> None:
        """Errors and warnings of the console."""
        if message.type in ("error", "warning"):
            self.note(message.text)

    def note(self, trouble: object) -> None:
        """What a page complained of, but for Chromium's remark that it was left while it was still fading in."""
        if "Transition was aborted" not in str(trouble):
            self.troubles.append(f"{self.page.url}: {trouble}")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built once for all workers: the first to ask builds it, the others wait."""
    given = os.environ.get("DIWAN_TEST_DEMO")
    if given:
        return Path(given)
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "demo-of-last-month"
    with (shared / "demo-of-last-month.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            subprocess.run([sys.executable, "-c", BUILD], env=_environment(folder), check=True, capture_output=True)
            (folder / "built").touch()
    return folder


@pytest.fixture(scope="module")
def site(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`diwan serve --demo` on a copy of the demo, stopped afterwards."""
    with serving(demo_folder, tmp_path_factory.mktemp("site")) as running:
        yield running


@contextmanager
def serving(
    demo_folder: Path,
    room: Path,
    settings: Mapping[str, str] | None = None,
    *,
    is_demo: bool = True,
    before: Callable[[Path, dict[str, str]], None] | None = None,
) -> Iterator[Site]:
    """A server on a copy of the demo of its own, with settings of its own; `before` it starts the copy may change."""
    folder = room / "data"
    shutil.copytree(demo_folder, folder)
    served = Site(f"http://localhost:{_free_port()}", folder, {**_environment(folder), **(settings or {})})
    served.is_demo = is_demo
    if before is not None:
        before(folder, served.environment)
    try:
        served.start()
        yield served
    finally:
        served.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a file. It is gone before other tests of the worker need their own event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def reader(site: Site, chromium: Browser) -> Iterator[Callable[..., Reader]]:
    """Makes readers: `reader("owner", language="ar", size=PHONE)`. At the end no console may have complained."""
    made: list[Reader] = []
    with ExitStack() as closing:

        def make(door: str = "", *, language: str = "en", size: tuple[int, int] = DESK, **options: Any) -> Reader:
            context = chromium.new_context(
                viewport={"width": size[0], "height": size[1]}, locale=language, accept_downloads=True, **options
            )
            closing.callback(context.close)
            context.add_cookies([{"name": "diwan_language", "value": language, "url": site.url}])
            one = Reader(site, context, context.new_page())
            one.page.on("console", one.hear)
            one.page.on("pageerror", one.note)
            made.append(one)
            return one.enter(door) if door else one

        yield make
        assert [trouble for one in made for trouble in one.troubles] == []


def _environment(folder: Path) -> dict[str, str]:
    """The parent's environment without its Diwan: another folder, SQLite, a quiet interpreter."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DIWAN_", "DATABASE_", "DJANGO_"))
    }
    return {**kept, "DIWAN_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    asking = urllib.request.Request(address, headers={"X-Forwarded-Proto": "https"})  # a proxy before it says so
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(asking, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up")
