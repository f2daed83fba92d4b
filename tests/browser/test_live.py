"""Two people look at the same thing: what one does, the other sees; over the stream, without it, across a restart."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(280)]
Readers = Callable[..., Any]
AT_ONCE_S = 1.0
ASKING_S = 5.0  # between two questions where there is no stream
SLACK_MS = 15_000  # for a machine that does other things as well
STREAM = re.compile(r"/live/\?")
BARE = ".live-bar"


@pytest.fixture
def thread(reader: Readers) -> str:
    """A new discussion of the contributor's."""
    writer = reader("contributor")
    page = writer.open("/c/rooftop/posts/new/")
    space = page.locator("[name=space]").evaluate("field => field.value || field.options[1].value")
    words = {"kind": "discussion", "language": "en", "title": f"What grows in the shade {time.monotonic_ns()}"}
    answer = writer.post("/c/rooftop/posts/", space=space, body="The north side has little sun.", **words)
    writer.context.close()
    assert answer.status == 302, answer.text()
    return answer.headers["location"]


def test_a_reaction_is_counted_on_the_other_page_at_once(reader: Readers, thread: str) -> None:
    watching, acting = opened(reader("contributor"), thread), opened(reader("member"), thread)
    spans = []
    for shown in (1, 0, 1):
        acting.page.locator(MARK).click()
        began = time.monotonic()
        expect(watching.page.locator(MARK)).to_have_text(re.compile("1$" if shown else r"\D$"), timeout=SLACK_MS)
        spans.append(time.monotonic() - began)
        expect(acting.page.locator(MARK)).to_have_attribute("aria-pressed", "true" if shown else "false")
    assert min(spans) < AT_ONCE_S, f"seen after {spans} seconds"


def test_a_reply_is_offered_at_once_and_stands_there_once_when_it_is_wanted(reader: Readers, thread: str) -> None:
    watching, acting = opened(reader("contributor"), thread), opened(reader("member"), thread)
    said, spans = ["Mint, and it spreads.", "Parsley as well.", "Chervil, early in the year."], []
    for count, words in enumerate(said, start=1):
        began = time.monotonic()
        send(acting, thread, words)
        offered = "Show 1 new reply" if count == 1 else f"Show {count} new replies"
        expect(watching.page.locator(BARE)).to_have_text(offered, timeout=SLACK_MS)
        spans.append(time.monotonic() - began)
    assert watching.page.locator("#comments li").count() == 0, "the page does not move by itself"
    watching.page.locator(BARE).click()
    assert watching.page.locator("#comments li .body").all_inner_texts() == said
    assert watching.page.locator(BARE).count() == 0
    expect(watching.page.locator("#comments-title")).to_have_text("3 comments")
    assert watching.page.evaluate("document.activeElement.id").startswith("comment-")
    assert min(spans) < AT_ONCE_S, f"written, sent and offered after {spans} seconds"


def test_a_reply_to_a_reply_is_put_where_it_belongs(reader: Readers, thread: str) -> None:
    acting = opened(reader("member"), thread)
    say(acting, thread, "Mint, and it spreads.")
    watching = opened(reader("contributor"), thread)
    acting.page.locator("#comments details.reply summary").first.click()
    acting.page.locator("#comments details.reply textarea").first.fill("In a pot, then.")
    acting.page.locator("#comments details.reply button:not([type=button])").last.click()
    watching.page.locator(BARE).click(timeout=SLACK_MS)
    assert watching.page.locator("#comments > ol > li > ol > li .body").all_inner_texts() == ["In a pot, then."]
    assert watching.page.locator("#comments > ol > li").count() == 1


def test_the_buttons_that_came_later_work_as_the_others_do(reader: Readers, thread: str) -> None:
    watching, acting = opened(reader("contributor"), thread), opened(reader("member"), thread)
    say(acting, thread, "Mint, and it spreads.")
    watching.page.locator(BARE).click(timeout=SLACK_MS)
    mark = watching.page.locator("#comments .reacts button[value=helped_me]")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "true")
    assert watching.page.url.endswith(thread), "no page was loaded anew"


@pytest.mark.parametrize(("size", "count"), [((1280, 900), "#count-notices"), ((390, 844), "#tab-count-notices")])
def test_a_notice_is_counted_in_the_frame_at_once(reader: Readers, thread: str, size: Any, count: str) -> None:
    watching, acting = opened(reader("contributor", size=size), "/c/rooftop/books/"), opened(reader("owner"), thread)
    shown, spans = int(watching.page.locator(count).text_content() or 0), []
    for words in ("Mint, and it spreads.", "Parsley as well.", "Chervil, early in the year."):
        began = time.monotonic()
        send(acting, thread, words)
        shown += 1
        expect(watching.page.locator(count)).to_have_text(str(shown), timeout=SLACK_MS)
        spans.append(time.monotonic() - began)
    expect(watching.page.locator(count)).to_be_visible()
    assert min(spans) < AT_ONCE_S, f"counted after {spans} seconds"


def test_what_happened_reads_in_arabic_for_whoever_reads_arabic(reader: Readers, thread: str) -> None:
    watching = opened(reader("contributor", language="ar"), thread)
    say(opened(reader("member"), thread), thread, "Mint, and it spreads.")
    expect(watching.page.locator("[data-live-bars] button")).to_be_visible(timeout=SLACK_MS)
    assert watching.page.locator("[data-live-bars]").evaluate("bars => getComputedStyle(bars).direction") == "rtl"


def test_where_no_stream_gets_through_the_page_asks_every_few_seconds(reader: Readers, thread: str) -> None:
    watching = reader("contributor")
    watching.context.route(STREAM, lambda route: route.abort())
    watching.open(thread)
    expect(watching.page.locator("[data-live-state=asking]")).to_be_attached(timeout=SLACK_MS)
    acting = opened(reader("member"), thread)
    began = time.monotonic()
    acting.page.locator(MARK).click()
    expect(watching.page.locator(MARK)).to_have_text(re.compile("1$"), timeout=2 * SLACK_MS)
    assert time.monotonic() - began < ASKING_S + 2
    watching.context.unroute(STREAM)
    forgive_cut_lines(watching)


def test_a_stream_that_is_cut_comes_back_and_nothing_is_missed(reader: Readers, thread: str) -> None:
    watching, acting = opened(reader("contributor"), thread), opened(reader("member"), thread)
    with offline(watching):
        say(acting, thread, "Mint, and it spreads.")
        assert watching.page.locator(BARE).count() == 0
    say(acting, thread, "Parsley as well.")
    expect(watching.page.locator(BARE)).to_have_text("Show 2 new replies", timeout=3 * SLACK_MS)
    expect(watching.page.locator("[data-live-state=open]")).to_be_attached(timeout=4 * SLACK_MS)
    forgive_cut_lines(watching)


def test_nothing_is_lost_or_doubled_when_the_server_is_started_anew(site: Any, reader: Readers, thread: str) -> None:
    watching, acting = opened(reader("contributor"), thread), opened(reader("member"), thread)
    say(acting, thread, "Before.")
    expect(watching.page.locator(BARE)).to_have_text("Show 1 new reply", timeout=SLACK_MS)
    with offline(watching):
        say(acting, thread, "While nobody heard it.")
        site.stop()
    site.start()
    say(acting, thread, "After.")
    expect(watching.page.locator(BARE)).to_have_text("Show 3 new replies", timeout=6 * SLACK_MS)
    watching.page.locator(BARE).click()
    said = sorted(watching.page.locator("#comments li .body").all_inner_texts())
    assert said == ["After.", "Before.", "While nobody heard it."]
    for one in (watching, acting):
        forgive_cut_lines(one)


MARK = "article.post.alone .reacts button[name=kind][value=helped_me]"


def opened(one: Any, path: str) -> Any:
    """The page is open and its stream is."""
    one.open(path)
    expect(one.page.locator("[data-live-state=open]")).to_be_attached(timeout=SLACK_MS)
    return one


def say(one: Any, thread: str, words: str) -> None:
    page: Page = one.page
    if not page.url.split("#")[0].endswith(thread):
        one.open(thread)
    page.locator("form.composer#say textarea[name=body]").fill(words)
    page.locator("form.composer#say button:not([type=button])").last.click()
    page.wait_for_url("**/t/*/#comment-*")


def send(one: Any, thread: str, words: str) -> None:
    """The same as a form would send, without the page that follows."""
    answer = one.post(f"{thread}comments/", body=words, language="en")
    assert answer.status in {200, 302}, answer.text()


@contextmanager
def offline(one: Any) -> Iterator[None]:
    one.context.set_offline(True)
    one.page.wait_for_timeout(200)
    yield
    one.context.set_offline(False)


def forgive_cut_lines(one: Any) -> None:
    """Chromium writes every line that is cut into the console; here they were cut on purpose.

    The worker's own script is a line too: whether it has changed is asked now and then, and nobody answers meanwhile.
    """
    cut = ("net::ERR_", "error occurred when fetching the script")
    one.troubles[:] = [trouble for trouble in one.troubles if not any(sign in trouble for sign in cut)]
