"""On the underground: what was visited can be read, what is written is kept and sent later, money waits for nobody."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(280)]
Readers = Callable[..., Any]
WORDS = "كتبتُ هذا بلا شبكة، وسيصل حين تعود."
STANDS = "() => navigator.serviceWorker.ready.then(() => true)"
NOISE = re.compile(r"ERR_INTERNET_DISCONNECTED|Failed to load resource|Failed to fetch|live|EventSource")


@pytest.fixture
def phone(reader: Readers) -> Any:
    """A member's phone whose worker is in place."""
    one = reader("member", language="ar", size=PHONE)
    one.page.evaluate(STANDS)
    return one


def thread_with_a_form(one: Any) -> str:
    page = one.open("/c/rooftop/feed/?language=all")
    links = page.locator("#feed h2 a").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    page = one.open(links[0])
    assert page.locator("form.composer textarea[name=body]").count()
    return str(links[0])


def offline(one: Any) -> None:
    one.context.set_offline(True)


def test_a_visited_thread_opens_without_a_network_and_another_page_says_why_not(phone: Any) -> None:
    link = thread_with_a_form(phone)
    heading = phone.page.locator("h1").inner_text()
    offline(phone)
    phone.page.goto(phone.site.url + link)
    assert phone.page.locator("h1").inner_text() == heading
    phone.page.goto(phone.site.url + "/c/rooftop/books/")
    assert "لا شبكة" in phone.page.locator("h1").inner_text()
    quiet(phone)


def test_words_written_without_a_network_arrive_once_when_it_is_back(phone: Any) -> None:
    link = thread_with_a_form(phone)
    offline(phone)
    phone.page.locator("form.composer textarea[name=body]").last.fill(WORDS)
    phone.page.locator("form.composer button.btn:not([type=button])").last.click()
    phone.page.wait_for_url("**/offline/?kept=1")
    phone.context.set_offline(False)
    phone.page.goto(phone.site.url + link)
    phone.page.wait_for_selector(".toast a")
    phone.open(link)
    assert phone.page.get_by_text(WORDS).count() == 1
    phone.open(link)
    assert phone.page.get_by_text(WORDS).count() == 1
    quiet(phone)


def test_a_money_form_is_never_kept(phone: Any) -> None:
    phone.open("/c/rooftop/payout-method/")
    offline(phone)
    phone.page.evaluate("() => document.querySelector('main form').requestSubmit()")
    phone.page.wait_for_timeout(1500)
    kept = """() => new Promise((resolve) => {
        const opening = indexedDB.open('diwan', 1);
        const shape = { keyPath: 'id', autoIncrement: true };
        opening.onupgradeneeded = () => opening.result.createObjectStore('words', shape);
        opening.onsuccess = () => {
            const all = opening.result.transaction('words').objectStore('words').getAll();
            all.onsuccess = () => resolve(all.result.length);
        };
    })"""
    phone.context.set_offline(False)
    phone.open("/offline/")
    assert phone.page.evaluate(kept) == 0
    quiet(phone)


def test_signing_out_leaves_nothing_to_read_on_the_device(phone: Any) -> None:
    link = thread_with_a_form(phone)
    assert phone.page.evaluate("() => caches.has('visited')")
    phone.open("/profile/")
    phone.page.click("form[action*=logout] button")
    phone.page.wait_for_load_state()
    assert not phone.page.evaluate("() => caches.has('visited')")
    offline(phone)
    phone.page.goto(phone.site.url + link)
    assert "لا شبكة" in phone.page.locator("h1").inner_text()
    quiet(phone)


def quiet(one: Any) -> None:
    """A browser without a network complains of just that."""
    one.troubles[:] = [trouble for trouble in one.troubles if not NOISE.search(trouble)]
