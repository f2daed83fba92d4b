"""Every page somebody can reach, found by following links as each of them: sound for all readers, in both languages.

Each page is looked at in four of the eight ways a language, a width and a theme can meet; every two of the three
meet on every page. axe-core is injected once per page and asked in each theme and width.
"""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.urls import Resolver404, get_resolver, resolve, reverse

from . import page_rows

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(900)]
Readers = Callable[..., Any]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
NARROWEST = {"width": 320, "height": 700}
WAYS = {"ar": [(PHONE, "light"), (DESK, "dark")], "en": [(DESK, "light"), (PHONE, "dark")]}
DOORS = ("owner", "treasurer", "contributor", "member", "")
BEGINNINGS = [
    *(
        (name, [])
        for name in ("home", "profile", "founding", "style", "account_login", "account_signup", "account_inactive")
    ),
    *((name, []) for name in ("founding_income", "founding_sharing", "founding_opening", "account_email")),
    *((name, ["rooftop"]) for name in ("welcome", "feed", "cockpit", "standing", "objections", "roles", "invitations")),
    ("periods", ["majlis-khatt"]),
    *page_rows.BEGINNINGS,
]
LINK = re.compile(r'(?:(?:href|action)="|http://localhost:\d+)(/[^"#<\s]*)')
EXAMPLES = 3  # addresses of one name that are read for links
EACH = {"period": 8}  # looked at one by one: a month has another page at every step
LEADING_ON = {"books", "object", "statement"}
# Pages of a moment: a batch just drafted, a sanction under way, a code on its way by mail. Other tests open them.
OF_A_MOMENT = page_rows.OF_A_MOMENT | {
    "appeal", "sanction_lifting", "batch_approval", "batch_cancellation", "payout_sending", "refund",
    "account_change_password", "account_complete_password_reset", "account_confirm_login_code",
    "account_confirm_password_reset_code", "account_email_verification_sent", "account_password_reset_completed",
    "account_reauthenticate",
}  # fmt: skip
# No page to look at: what is posted to, downloads, pictures, what only leads on.
NO_PAGE = page_rows.NO_PAGE | {
    "acceptance", "acceptance_withdrawal", "bookmark", "bookmark_withdrawal", "comment_deletion",
    "comment_restoration", "comments", "draft_disposal", "evidence", "evidence_withdrawal", "notices_reading",
    "order_photos", "order_placement",
    "payout_confirmation", "payout_draft", "payout_proof", "period_closure", "period_publication", "post_deletion",
    "post_restoration", "posts", "preferences", "preview", "reads", "joining", "report_decision", "appeal_decision",
    "books_bundle", "books_csv", "health", "image", "order_photo", "statement_proof", "verifier",
    "books", "object", "statement",
}  # fmt: skip
# Names as a sharing plan writes them, addresses, and what has no other name: formats, standards, programs, examples.
NAMES = "moderator|coordinator|assistant|referral|https|PDF|CSV|BIC|ISO|camt[.]|pain[.]|hledger|beancount|subid|: tag$|"
NAMES += "webhook|shop[.]example|name@instapay"
WITHOUT_WORDS = "[lang], bdi, [dir=auto], [dir=ltr], code, pre, kbd, .num, svg, script, noscript, style, option, "
WITHOUT_WORDS += "textarea"
LATIN_WORDS = """([without, NAMES]) => {
    const here = document.documentElement;
    const said = [];
    const plan = new RegExp(NAMES, 'g');
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const kept = walk.currentNode.parentElement.closest(without);
        const text = walk.currentNode.data.trim();
        if ((!kept || kept === here) && /[A-Za-z]{2,}/.test(text.replace(plan, ''))) said.push(text);
    }
    const names = [...document.querySelectorAll('bdi')].map(one => one.textContent.trim()).filter(Boolean);
    for (const one of document.querySelectorAll(':is([aria-label], [placeholder], [alt], [title]):not([dir=ltr])'))
        for (const name of ['aria-label', 'placeholder', 'alt', 'title']) {
            const text = names.reduce((kept, name) => kept.replaceAll(name, ''), one.getAttribute(name) || '');
            if (/[A-Za-z]{2,}/.test(text)) said.push(`${name}: ${text}`);
        }
    return said;
}"""


@pytest.fixture(scope="module")
def pages(site: Any, chromium: Any) -> dict[str, tuple[str, str]]:
    """Name of an address → (whose door, one address), each by the first who reaches it; every month by itself."""
    found: dict[str, tuple[str, str]] = {}
    people = {door: _entered(chromium, site.url, door) for door in DOORS}
    month = _much_happens(people["owner"], site.url)
    people["treasurer"].goto(f"{site.url}/c/rooftop/statement/{month}/objection/")
    people["treasurer"].fill("main textarea", "Two answers of the twelfth are not in it.")
    _press(people["treasurer"], "main form.form button")
    for door, page in people.items():
        for name, address in _reachable(page.context.request, site.url):
            found.setdefault(f"{name} {address}" if name in EACH else name, (door, address))
        page.context.close()
    return found


def _entered(chromium: Any, url: str, door: str) -> Any:
    """The page of somebody signed in by a door; of a visitor when it is empty."""
    context = chromium.new_context(locale="en")
    context.add_cookies([{"name": "diwan_language", "value": "en", "url": url}])
    page = context.new_page()
    if door:
        page.goto(f"{url}/demo/")
        _press(page, f"button[name=as][value={door}]")
    return page


def _press(page: Any, button: str) -> None:
    found = page.locator(button)
    assert found.count(), f"{page.url} has no {button}: {page.locator('main').inner_text()[:300]}"
    with page.expect_navigation():
        found.last.click()


def _much_happens(page: Any, url: str) -> str:
    """A month stands previewed, another published; an invitation, a wizard half done. The published month."""
    _lead_to(page, url, "majlis-khatt", "closure")
    month = _lead_to(page, url, "rooftop", "closure", "publication")
    for address, fields in [
        ("/c/rooftop/invitations/", {}),
        ("/start/", {"name": "Bread House", "slug": "bread-house"}),
        ("/start/income/", {}),
        ("/start/sharing/", {}),
    ]:
        page.goto(url + address)
        for field, text in fields.items():
            page.fill(f"[name={field}]", text)
        _press(page, "main form:not([action$='/preferences/']) button:not([name=look])")
    page.goto(f"{url}/c/rooftop/webhooks/")
    page.fill("[name=url]", "https://example.org/")
    page.locator("[name=events]").first.check()
    _press(page, "main form.form button")
    page.goto(f"{url}/c/rooftop/webhooks/")
    page.locator("ul.leaders a").first.click()
    _press(page, "form[action$='/test/'] button")
    page.goto(f"{url}/c/rooftop/feed/")
    page.fill("#quick-title", "Who has a second ladder?")
    page.fill("#quick-body", "Ours is too short for the eastern wall.")
    _press(page, "form.composer button")
    page.goto(page.url.replace("/t/", "/posts/") + "edit/")
    page.fill("textarea[name=body]", "Ours is too short for the eastern wall, by two rungs.")
    _press(page, "main form:has(textarea) button")
    return month


def _lead_to(page: Any, url: str, slug: str, *steps: str) -> str:
    """Close the oldest month that is over, step by step; its label."""
    page.goto(f"{url}/c/{slug}/periods/")
    page.locator("tr:has(.tone-zinjafr) th a").last.click()
    page.wait_for_url("**/periods/*/")
    for step in steps:
        _press(page, f"form[action$='/{step}/'] button")
    return str(page.url.rstrip("/").rpartition("/")[2])


def _reachable(request: Any, site_url: str) -> Iterator[tuple[str, str]]:
    """Follow links and the addresses of forms from the beginnings on; what answers 200 with HTML is a page."""
    waiting = [reverse(name, args=args) for name, args in BEGINNINGS]
    read, seen = dict[str, int](), set(waiting)
    while waiting:
        address = waiting.pop(0)
        name = _name_of(address)
        if not name or read.get(name, 0) >= EACH.get(name, EXAMPLES) or name in NO_PAGE - LEADING_ON:
            continue
        answer = request.get(site_url + address)
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        read[name] = read.get(name, 0) + 1
        arrived = answer.url.removeprefix(site_url)
        yield _name_of(arrived), arrived
        for link in LINK.findall(answer.text()):
            path = unescape(link) if "?ref=" in link or "?provider=" in link else unescape(link).partition("?")[0]
            if path not in seen:
                seen.add(path)
                waiting.append(path)


def _name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def _all_names(patterns: Any) -> Iterator[str]:
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from _all_names(one.url_patterns)
        elif one.name:
            yield one.name


def test_no_page_is_left_out(pages: dict[str, tuple[str, str]]) -> None:
    left_out = set(_all_names(get_resolver().url_patterns)) - {key.partition(" ")[0] for key in pages}
    left_out -= NO_PAGE | OF_A_MOMENT
    assert not left_out, " ".join(sorted(left_out))


@pytest.mark.parametrize("language", list(WAYS))
def test_axe_finds_nothing_on_any_page(reader: Readers, pages: dict[str, tuple[str, str]], language: str) -> None:
    faults: list[str] = []
    for door in DOORS:
        one = reader(door, language=language)
        for name, address in _of(pages, door):
            page = one.open(address)
            page.evaluate(AXE)
            for size, theme in WAYS[language]:
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                faults += [f"{name} {address} {size['width']} {theme}: {text}" for text in _violations(page)]
            page.set_viewport_size(NARROWEST)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > NARROWEST["width"]:
                faults.append(f"{name} {address}: scrolls sideways at 320, {width} wide")
    assert not faults, "\n".join(faults)


def _violations(page: Any) -> list[str]:
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options).then(result => result.violations)", options)
    return [f"{one['id']} {json.dumps([node['target'] for node in one['nodes']][:3])}" for one in found]


def test_arabic_pages_say_nothing_in_latin_letters(reader: Readers, pages: dict[str, tuple[str, str]]) -> None:
    faults: list[str] = []
    for door in DOORS:
        one = reader(door, language="ar")
        for name, address in _of(pages, door):
            if name == "style":  # shows both languages on purpose
                continue
            page = one.open(address)
            faults += [f"{name} {address}: {text}" for text in page.evaluate(LATIN_WORDS, [WITHOUT_WORDS, NAMES])]
    assert not faults, "\n".join(faults)


def _of(pages: dict[str, tuple[str, str]], door: str) -> list[tuple[str, str]]:
    return [(name, address) for name, (whose, address) in pages.items() if whose == door]
