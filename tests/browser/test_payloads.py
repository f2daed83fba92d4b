"""Nothing that anybody writes runs in anybody's browser, even where the policy for scripts is switched off.

A community's forms are filled with every payload we know; its pages, letters and feeds are opened in a real Chromium
that ignores their policy; whatever would run is watched. A page that writes the same payloads raw shows we would see.
"""

import html
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from ..web.payloads import OWN, SHARP
from .conftest import ROOT, Site, serving
from .payload_site import third_party

LISTS = "DIWAN_PAYLOADS"
pytestmark = [
    pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.needs_folder(LISTS),
    pytest.mark.timeout(900),
]  # fmt: skip

# Before anything of a page runs, in every frame of it: what a payload calls is counted at the top.
WATCH = """
(() => {
    const fired = window.top.__fired = window.top.__fired || [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'msgbox'])
        window[name] = what => { fired.push(`${name}(${what}) ${window.name}`); };
})();
"""
# Of the page as it stands: what could run later, and what no word of a member may become.
LOOK = """() => {
    const found = [];
    const here = location.origin;
    const runs = /^[\\s\\u0000-\\u0020]*(javascript|vbscript|data|blob|file):/i;
    for (const one of document.querySelectorAll('*')) {
        for (const {name, value} of one.attributes) {
            if (name.startsWith('on') || /^(data-)?hx-on/.test(name)) found.push(`${one.tagName} ${name}`);
            if (/(^|:)(href|src|action|formaction|data|background|poster|srcset)$/.test(name) && runs.test(value))
                found.push(`${one.tagName} ${name}=${value}`);
        }
        const tag = one.tagName.toLowerCase();
        if (['object', 'embed', 'base', 'marquee', 'frame', 'math', 'foreignobject'].includes(tag)) found.push(tag);
        if (tag === 'iframe' && !one.hasAttribute('sandbox')) found.push(tag);
        if (tag === 'meta' && /refresh/i.test(one.httpEquiv)) found.push('meta refresh');
        if (tag === 'script' && one.type === 'application/ld+json') JSON.parse(one.text);
        else if (tag === 'script' && !one.src.startsWith(here + '/static/')) found.push(`script ${one.src}${one.text}`);
        if (tag === 'link' && !one.href.startsWith(here + '/') && one.rel !== 'canonical' && one.rel !== 'alternate')
            found.push(`link ${one.href}`);
    }
    const allowed = new Set(['dir', 'href', 'title', 'rel', 'src', 'alt', 'loading', 'start', 'class', 'align']);
    for (const one of document.querySelectorAll('.body :not(form, form *)')) {
        for (const {name} of one.attributes) if (!allowed.has(name)) found.push(`in a text: ${one.tagName} ${name}`);
        if (one.className && one.className !== 'mention') found.push(`in a text: class ${one.className}`);
    }
    return found;
}"""
RAW_AT_LEAST = 500  # of the payloads, written raw, that run in a Chromium of today
COLUMNS_AT_LEAST = 30
HTML = {"Content-Type": "text/html; charset=utf-8"}
# Forms that want more than words: an address of one's own, reports chosen in a list, a bank account that adds up, a
# code that was given out, a booking that was reviewed, a dispute that nobody has proposed to settle, an invoice that
# is not a company's yet.
NOT_BY_WORDS = {
    "own_card", "spaces", "several_reports", "payout_method", "report_decision", "gift_redemption", "seat_taking",
    "order_placement", "booking_answer", "service_decision", "invoice_company",
}  # fmt: skip


class Watched:
    """A browser that says what ran, what asked to be shown, and what was fetched from elsewhere."""

    def __init__(self, chromium: Browser, site: Site, *, with_policy: bool = False) -> None:
        self.site, self.elsewhere, self.dialogs = site, list[str](), list[str]()
        self.context: BrowserContext = chromium.new_context(bypass_csp=not with_policy, service_workers="block")
        self.context.add_init_script(WATCH)
        self.context.route(lambda url: not url.startswith(site.url), self._away)
        self.page: Page = self.context.new_page()
        self.page.on("dialog", self._dismiss)

    def _away(self, route: Route) -> None:
        self.elsewhere.append(route.request.url)
        route.abort()

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def sign_in(self, session: str) -> None:
        self.context.clear_cookies()
        if session:
            self.context.add_cookies([{"name": "diwan_session", "value": session, "url": self.site.url}])

    def show(self, path: str, body: str, headers: dict[str, str]) -> None:
        """A page of the site's own origin that the site did not write."""

        def answer(route: Route) -> None:
            route.fulfill(body=body, headers=headers)

        self.page.route(self.site.url + path, answer)
        self.page.goto(self.site.url + path)

    def troubles(self) -> list[str]:
        """What this page did or could do; then it is as if it had not been seen."""
        fired: list[str] = self.page.evaluate(
            "async () => { await new Promise(r => setTimeout(r, 40)); return window.__fired }"
        )
        told = [*fired, *self.dialogs, *self.elsewhere, *self.page.evaluate(LOOK)]
        self.dialogs.clear()
        self.elsewhere.clear()
        return told


@pytest.fixture(scope="module")
def lists() -> Path:
    return Path(os.environ[LISTS])


@pytest.fixture(scope="module")
def filled(demo_folder: Path, lists: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Any]]:
    """A site one of whose communities is full of payloads, and the facts of its filling."""
    command = [sys.executable, "-m", "tests.browser.payload_site", str(lists)]

    def fill(folder: Path, environment: dict[str, str]) -> None:
        within = {**environment, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        subprocess.run(command, env=within, cwd=ROOT, check=True, capture_output=True)

    with serving(demo_folder, tmp_path_factory.mktemp("payloads"), {"DIWAN_LIMITS": "0"}, before=fill) as site:
        yield site, json.loads((site.folder / "payloads.json").read_text())


@pytest.fixture
def watch(chromium: Browser, filled: tuple[Site, Any]) -> Iterator[Callable[..., Watched]]:
    made: list[Watched] = []

    def make(**options: Any) -> Watched:
        made.append(Watched(chromium, filled[0], **options))
        return made[-1]

    yield make
    for one in made:
        one.context.close()


def raw(watched: Watched, payloads: list[str], headers: dict[str, str]) -> int:
    """How many of these run when a page writes them as they are, each in a frame of its own."""
    heard = 0
    for start in range(0, len(payloads), 200):
        frames = (
            f'<iframe name="n{start + number}" srcdoc="{html.escape(one)}"></iframe>'
            for number, one in enumerate(payloads[start : start + 200])
        )
        page = f"<!doctype html><title>raw</title>{''.join(frames)}"
        watched.show(f"/raw/{start}/", page, headers)
        fired = watched.page.evaluate(
            "async () => { await new Promise(r => setTimeout(r, 300)); return window.__fired }"
        )
        heard += len({one.rpartition(" ")[2] for one in fired})
    return heard


def test_the_watch_hears_the_same_payloads_when_a_page_believes_them(
    watch: Callable[..., Watched], lists: Path
) -> None:
    payloads = [*OWN, *third_party(lists)]
    assert len(payloads) >= 2_400
    assert raw(watch(), payloads, HTML) >= RAW_AT_LEAST
    policy = {**HTML, "Content-Security-Policy": "script-src 'self'"}
    assert raw(watch(with_policy=True), payloads[:200], policy) == 0


def test_payloads_lie_in_every_room(filled: tuple[Site, Any]) -> None:
    """Else the pages would be harmless for want of harm."""
    facts = filled[1]
    assert len(facts["columns"]) >= COLUMNS_AT_LEAST
    assert set(facts["refused"]) <= NOT_BY_WORDS
    assert facts["letters"] >= 5


def test_no_page_runs_what_somebody_wrote(filled: tuple[Site, Any], watch: Callable[..., Watched]) -> None:
    site, facts = filled
    watched, wrong, names = watch(), [], set()
    by_reader: dict[str, list[str]] = {}
    for who, url in facts["pages"]:
        by_reader.setdefault(who, []).append(url)
    for who, urls in by_reader.items():
        watched.sign_in(facts["cookies"].get(who, ""))
        for url in urls:
            answer = watched.page.goto(site.url + url)
            assert answer is not None
            assert answer.status < 500, url
            names.add(urlsplit(url).path)
            wrong += [f"{who} {url}: {one}" for one in watched.troubles()]
    assert wrong == []
    assert len(names) > 120


def test_no_address_runs_what_stands_in_it(filled: tuple[Site, Any], watch: Callable[..., Watched]) -> None:
    """In search, in every question mark that a page reads, in addresses that are not there."""
    site, facts = filled
    watched, wrong = watch(), []
    watched.sign_in(facts["cookies"]["owner"])
    asked = ("q", "order", "language", "after", "page", "name", "kind", "space", "ref", "lang", "title", "text", "url")
    for number, sharp in enumerate(SHARP):
        said = "&".join(f"{name}={quote(sharp)}" for name in asked)
        places = ("search/", "feed/", "people/", "posts/new/", "share/", "talk/new/", "tags/", "calendar/")
        urls = [f"/c/garden/{places[number % len(places)]}?{said}", f"/c/garden/search/?q={quote(sharp)}"]
        urls += [f"/c/garden/{quote(sharp, safe='')}/", f"/c/{quote(sharp, safe='')}/", f"/i/{quote(sharp, safe='')}/"]
        for url in urls:
            watched.page.goto(site.url + url)
            wrong += [f"{url}: {one}" for one in watched.troubles()]
    assert wrong == []


def test_no_letter_and_no_feed_holds_anything_that_runs(
    filled: tuple[Site, Any], watch: Callable[..., Watched]
) -> None:
    """As a mail program or a reader of feeds would show it that trusts us wholly."""
    site, _facts = filled
    watched, wrong = watch(), []
    texts = [path.read_text() for path in sorted((site.folder / "letters").iterdir())][:60]
    for name in ("rss", "atom"):
        answer = watched.context.request.get(f"{site.url}/c/garden/{name}.xml?lang=en")
        assert answer.status == 200
        root = ElementTree.fromstring(answer.body())
        texts += [
            "".join(one.itertext())
            for one in root.iter()
            if one.tag.endswith(("description", "content", "summary", "encoded"))
        ]
        wrong += [one.tag for one in root.iter() if "xhtml" in one.tag]
    assert len(texts) > 20
    for number, text in enumerate(texts):
        watched.show(f"/shown/{number}/", text, HTML)
        wrong += [f"{number}: {one}" for one in watched.troubles()]
    assert wrong == []


def test_what_scripts_build_of_words_does_not_run(filled: tuple[Site, Any], watch: Callable[..., Watched]) -> None:
    """The editor's preview, the names it proposes, a quotation, a kept draft: built in the browser from words."""
    site, facts = filled
    watched = watch()
    watched.sign_in(facts["cookies"]["member"])
    page = watched.page
    wrong = []
    for text in ("\n\n".join(OWN[:120]), "\n\n".join(OWN[170:330])):
        page.goto(f"{site.url}/c/garden/posts/new/")
        page.locator("textarea[name=body]").first.fill(text)
        page.locator("[role=tab][data-tab=preview]").first.click()
        page.wait_for_timeout(800)
        wrong += watched.troubles()
    page.goto(f"{site.url}/c/garden/posts/new/")
    body = page.locator("textarea[name=body]").first
    body.fill("")
    body.press_sequentially("@o")
    page.wait_for_timeout(600)
    wrong += watched.troubles()
    page.locator("input[name=title]").first.fill(SHARP[0])
    body.fill(f"{SHARP[0]} kept")
    page.wait_for_timeout(1500)
    page.reload()
    wrong += watched.troubles()
    assert wrong == []
