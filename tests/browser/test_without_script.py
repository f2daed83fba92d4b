"""JavaScript never arrived: everything still works, by plain forms and whole pages."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(280)]
Readers = Callable[..., Any]


@pytest.fixture
def plain(reader: Readers) -> Any:
    """A member whose browser runs no script."""
    return reader("member", java_script_enabled=False)


def test_the_feed_leads_to_a_thread_where_one_can_say_that_it_helped(plain: Any) -> None:
    page = plain.open("/c/rooftop/feed/?language=all")
    page.locator("#feed h2 a").first.click()
    page.wait_for_url("**/t/*/")
    marks = "article.post.alone .reacts button[name=kind][value=helped_me]:not([disabled])"
    posts = [
        link for link in _links(plain.open("/c/rooftop/feed/?language=all")) if plain.open(link).locator(marks).count()
    ]
    page = plain.open(posts[0])
    before = page.locator(marks).get_attribute("aria-pressed")
    page.locator(marks).click()
    page.wait_for_load_state()
    assert "/t/" in page.url
    assert page.locator(marks).get_attribute("aria-pressed") != before


def test_a_comment_is_written_and_stands_there(plain: Any) -> None:
    page = plain.open(_links(plain.open("/c/rooftop/feed/?language=all"))[0])
    page.locator("form.composer textarea[name=body]").last.fill("It worked on my roof as well, with half the water.")
    page.locator("form.composer button").last.click()
    page.wait_for_url("**/t/*/#comment-*")
    assert "with half the water" in page.locator(":target, .comments").last.inner_text()


def test_an_order_is_placed_and_the_photo_of_its_receipt_sent(plain: Any, tmp_path: Any) -> None:
    Image.new("RGB", (640, 900), "white").save(tmp_path / "slip.jpg")
    page = plain.open("/c/rooftop/memberships/")
    page.locator(".plans article:has(.big .num) a.btn").last.click()
    page.locator("form[action$='/orders/'] button:not([formmethod])").click()
    page.wait_for_url("**/orders/*/")
    assert re.search(r"[A-Z0-9]{6}", page.locator(".reference").inner_text())
    page.set_input_files("input[type=file]", tmp_path / "slip.jpg")
    page.locator("form[action$='/photos/'] button").click()
    page.wait_for_load_state()
    assert page.locator(".photos img").count() == 1
    assert page.locator(".photos img").evaluate("image => image.naturalWidth") > 0


def test_theme_digits_and_language_are_switched_by_plain_buttons(plain: Any) -> None:
    page = plain.open("/c/rooftop/books/")
    html = page.locator("html")
    page.locator("button[name=theme]:visible").first.click()
    page.wait_for_load_state()
    assert html.get_attribute("data-theme") == "dark"
    page.locator("button[name=digits][value=arab]").click()
    page.wait_for_load_state()
    assert re.search("[٠-٩]", page.locator(".fall").inner_text())
    assert not re.search("[0-9]", page.locator(".fall .num").first.inner_text())
    page.locator("button[name=language]:visible").first.click()
    page.wait_for_load_state()
    assert html.get_attribute("dir") == "rtl"
    assert page.url.endswith("/books/") or "/books/" in page.url


def _links(page: Any) -> list[str]:
    return [one.get_attribute("href") for one in page.locator("#feed h2 a").all()]
