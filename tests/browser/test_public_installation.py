"""A public installation in a real browser: every file that a page names is there, under its fingerprint."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import PHONE, Site, serving

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(280)]
SIGN_IN = """
import django
django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
person = get_user_model().objects.get(email="owner@demo.example")
session = SessionStore()
session[SESSION_KEY] = str(person.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = person.get_session_auth_hash()
session.create()
print(session.session_key)
"""
FOR_VISITORS = ("", "feed/", "books/", "plan/", "spaces/")
FOR_MEMBERS = ("feed/", "talk/", "reports/", "reach/", "posts/new/", "notices/")
OUTSIDE = ("/accounts/signup/", "/accounts/login/", "/offline/")
FINGERPRINT = re.compile(r"\.[0-9a-f]{12}\.\w+$")


@pytest.fixture(scope="module")
def public_site(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    named = {"DJANGO_SETTINGS_MODULE": "diwan.settings.production", "DIWAN_HOSTS": "localhost"}
    with serving(demo_folder, tmp_path_factory.mktemp("public"), named, is_demo=False) as site:
        yield site


class Witness:
    """A browser behind a proxy that ends TLS. Keeps what came from /static/, what failed and what was complained of."""

    def __init__(self, site: Site, chromium: Any) -> None:
        self.site, self.fetched, self.troubles = site, set[str](), list[str]()
        size = {"width": PHONE[0], "height": PHONE[1]}
        self.context = chromium.new_context(viewport=size, extra_http_headers={"X-Forwarded-Proto": "https"})
        self.page = self.context.new_page()
        self.context.on("response", self._see)
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on("console", lambda said: self.troubles.append(said.text) if said.type == "error" else None)

    def _see(self, answer: Any) -> None:
        path = answer.url.removeprefix(self.site.url).split("?")[0]
        if answer.status >= 400:
            self.troubles.append(f"{answer.status} {path}")
        if path.startswith("/static/"):
            self.fetched.add(path)

    def sign_in(self) -> None:
        made = subprocess.run(
            [sys.executable, "-c", SIGN_IN], env=self.site.environment, check=True, capture_output=True, text=True
        )
        address = self.site.url.replace("http:", "https:")
        cookie = {"name": "__Host-diwan", "value": made.stdout.strip(), "url": address, "secure": True}
        self.context.add_cookies([cookie])

    def open(self, path: str) -> Any:
        self.page.goto(self.site.url + path, wait_until="load")
        return self.page


@pytest.fixture
def witness(public_site: Site, chromium: Any) -> Iterator[Witness]:
    """At the end nothing was missing or refused, and nothing was fetched under a name that can change."""
    one = Witness(public_site, chromium)
    yield one
    one.page.wait_for_timeout(500)
    one.context.close()
    assert one.troubles == []
    assert [path for path in one.fetched if not FINGERPRINT.search(path)] == []


def test_a_visitors_pages_find_all_their_files_and_break_no_rule(witness: Witness) -> None:
    for path in FOR_VISITORS:
        witness.open(f"/c/rooftop/{path}")
    for path in OUTSIDE:
        witness.open(path)
    assert len([path for path in witness.fetched if path.endswith(".css")]) == 1


def test_what_a_thread_says_to_machines_is_not_refused_by_the_policy(witness: Witness) -> None:
    page = witness.open("/c/rooftop/feed/")
    witness.open(page.locator("#feed h2 a").first.get_attribute("href"))
    told = page.evaluate("() => JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert told["@context"] == "https://schema.org"


def test_modules_that_name_each_other_find_each_other(witness: Witness) -> None:
    witness.sign_in()
    for path in FOR_MEMBERS:
        witness.open(f"/c/rooftop/{path}")
    page = witness.open("/c/rooftop/feed/")
    witness.open(page.locator("#feed h2 a").first.get_attribute("href"))
    page.locator("textarea[name=body]").last.focus()
    page.wait_for_function("() => customElements.get('text-expander')")
    assert any("/js/live-parts." in path for path in witness.fetched)
    assert any("/js/editor_toolbar." in path for path in witness.fetched)


def test_a_fingerprinted_file_is_kept_for_good_and_comes_compressed(public_site: Site, witness: Witness) -> None:
    page = witness.open("/c/rooftop/")
    sheet = page.locator("link[rel=stylesheet]").get_attribute("href")
    answer = witness.context.request.get(public_site.url + sheet)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
