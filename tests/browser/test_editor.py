"""The editor in a real browser: Arabic text, a keyboard, a clipboard, a reload, and two people at one poll."""

import base64
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(300)]
Readers = Callable[..., Any]
NEW = "/c/rooftop/posts/new/?kind=discussion"
PHONE = (390, 844)
PASTE = """([selector, text, html, picture]) => {
    const data = new DataTransfer();
    if (text) data.setData('text/plain', text);
    if (html) data.setData('text/html', html);
    if (picture) {
        const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0));
        data.items.add(new File([bytes], 'leaf.png', { type: 'image/png' }));
    }
    const field = document.querySelector(selector);
    field.focus();
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def leaf() -> str:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "seagreen").save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def paste(page: Any, selector: str, *, text: str = "", html: str = "", picture: str = "") -> None:
    page.evaluate(PASTE, [selector, text, html, picture])


def writing(reader: Readers, door: str = "contributor", **options: Any) -> Any:
    page = reader(door, **{"language": "ar", **options}).open(NEW)
    page.locator(".pen-tools").wait_for()
    return page


def test_the_tools_work_in_arabic_by_click_by_keys_and_in_reading_direction(reader: Readers) -> None:
    page = writing(reader)
    field = page.locator("#id_body")
    field.fill("السماد السائل أسرع أثرًا")
    page.evaluate("document.querySelector('#id_body').setSelectionRange(0, 13)")
    page.locator("[data-md-button=bold]").click()
    expect(field).to_have_value("**السماد السائل** أسرع أثرًا")
    field.press("Control+z")
    expect(field).to_have_value("السماد السائل أسرع أثرًا")
    page.evaluate("document.querySelector('#id_body').setSelectionRange(8, 8)")
    page.locator("[data-md-button=header-2]").click()
    expect(field).to_have_value("## السماد السائل أسرع أثرًا")
    field.press("Control+a")
    field.press("Control+b")
    assert field.input_value().startswith("**")
    assert page.evaluate("getComputedStyle(document.querySelector('#id_body')).direction") == "rtl"
    page.locator("[data-md-button=bold]").focus()
    page.keyboard.press("ArrowLeft")  # leftwards is onwards in Arabic
    assert page.evaluate("document.activeElement.dataset.mdButton") == "header-2"
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.dataset.mdButton") == "bold"
    assert page.evaluate("document.querySelectorAll('.pen-tools button[tabindex=\"0\"]').length") == 1


def test_a_member_is_called_by_keyboard_alone(reader: Readers) -> None:
    page = writing(reader)
    field = page.locator("#id_body")
    field.press_sequentially("شكرًا @سام")
    listed = page.get_by_role("listbox")
    expect(listed.get_by_role("option").first).to_contain_text("سامر قباني")
    expect(field).to_have_attribute("aria-autocomplete", "list")
    assert field.get_attribute("role") is None  # a text area may not be called a combo box
    assert field.get_attribute("aria-activedescendant")
    field.press("Enter")
    expect(field).to_have_value("شكرًا @سامر_قباني ")
    field.press_sequentially("@لا_أحد_هنا")
    expect(listed).to_have_count(0)


def test_pictures_pasted_go_up_while_one_writes_on_and_a_refused_one_says_why(reader: Readers) -> None:
    writer = reader("contributor", language="ar")
    page = writer.open(NEW)
    page.locator(".pen-tools").wait_for()
    page.fill("#id_title", "ورقتان")
    page.locator("#id_body").fill("هذه ورقة:")
    for _ in range(2):
        paste(page, "#id_body", picture=leaf())
    field = page.locator("#id_body")
    expect(field).to_have_value(re.compile(r"هذه ورقة:\n\n!\[\]\(/files/\w{32}/1280\.webp\)[\s\S]+!\[\]\(/files/"))
    page.locator(".pen-picture input").first.fill("ورقة خضراء")
    expect(field).to_have_value(re.compile(r"!\[ورقة خضراء\]\(/files/"))
    bad = base64.b64encode(b"no picture at all").decode()
    paste(page, "#id_body", picture=bad)
    expect(page.locator(".pen-refused")).to_be_visible()
    assert "…" not in field.input_value()
    writer.troubles = [one for one in writer.troubles if "422" not in one]  # a browser notes every refusal
    page.get_by_role("button", name="انشر").click()
    page.wait_for_url("**/t/*/")
    assert page.locator("article img[alt='ورقة خضراء']").evaluate("image => image.naturalWidth") > 0


def test_what_is_pasted_becomes_plain_markdown(reader: Readers) -> None:
    page = writing(reader, language="en")
    field = page.locator("#id_body")
    field.fill("read this")
    page.evaluate("document.querySelector('#id_body').setSelectionRange(5, 9)")
    paste(page, "#id_body", text="https://example.org/soil")
    expect(field).to_have_value("read [this](https://example.org/soil)")
    field.fill("")
    table = "<table><tr><th>Seed</th><th>Days</th></tr><tr><td>Pea|s</td><td>7</td></tr></table>"
    paste(page, "#id_body", text="x", html=f"<h1>Notes</h1><p>One <b>bold</b> word.</p><ul><li>a<li>b</ul>{table}")
    expect(field).to_have_value(
        "## Notes\n\nOne **bold** word.\n\n- a\n- b\n\n| Seed | Days |\n| --- | --- |\n| Pea\\|s | 7 |"
    )
    field.fill("")
    paste(page, "#id_body", text="plain", html="<script>alert(1)</script><p>plain</p>")
    expect(field).to_have_value("")  # nothing to keep of its structure: the browser pastes the text itself


def test_words_come_back_after_a_reload_and_go_when_they_have_arrived(reader: Readers) -> None:
    page = writing(reader)
    page.fill("#id_title", "عنوان")
    page.locator("#id_body").press_sequentially("كلام لا يضيع")
    page.wait_for_timeout(800)  # what is typed is written down after a breath
    page.reload()
    expect(page.locator("#id_body")).to_have_value("كلام لا يضيع")
    expect(page.locator(".pen-restored")).to_be_visible()
    page.locator(".pen-restored button").click()
    expect(page.locator("#id_body")).to_have_value("")
    page.fill("#id_title", "عنوان")
    page.locator("#id_body").fill("كلام يصل")
    page.get_by_role("button", name="انشر").click()
    page.wait_for_url("**/t/*/")
    page.goto(page.url.split("/c/")[0] + NEW)
    expect(page.locator("#id_body")).to_have_value("")


def test_the_server_keeps_a_draft_by_itself(reader: Readers) -> None:
    page = writing(reader, language="en")
    page.fill("#id_title", "Kept by itself")
    page.locator("#id_body").fill("Half a thought")
    expect(page.locator(".pen-said")).to_contain_text("Kept as a draft at", timeout=20_000)
    page.goto(page.url.split("/c/")[0] + "/c/rooftop/drafts/")
    assert page.get_by_role("link", name="Kept by itself").count() == 1


def test_preview_and_page_are_the_same(reader: Readers) -> None:
    page = writing(reader)
    page.fill("#id_title", "معاينة")
    page.locator("#id_body").fill("## عنوان\n\n- بند **مهم**\n- `code`")
    page.get_by_role("tab").nth(1).click()
    seen = page.locator(".pen-seen .body")
    expect(seen.locator("li")).to_have_count(2)
    html = seen.inner_html()
    page.get_by_role("button", name="انشر").click()
    page.wait_for_url("**/t/*/")
    assert page.locator("article .body").first.inner_html() == html


def test_chosen_words_are_quoted_into_the_reply_to_their_author(reader: Readers) -> None:
    page = reader("contributor", language="ar", size=PHONE).open("/c/rooftop/feed/?order=newest")
    page.locator("#feed h2 a", has_text="ماذا نزرع معًا").first.click()
    comment = page.locator("[id^=comment-]").first
    comment.locator(".body").first.evaluate(
        "body => getSelection().selectAllChildren(body.querySelector(':scope > p strong'))"
    )
    page.locator(".pen-quote").click()
    field = comment.locator("details.reply[open] textarea").first
    expect(field).to_have_value("> **سامر قباني:**\n> السبانخ\n\n")


def test_two_people_vote_and_each_sees_the_other(reader: Readers) -> None:
    writer = writing(reader, language="en")
    writer.fill("#id_title", "Which Friday?")
    writer.fill("#id_body", "Say it here.")
    writer.locator("[data-polls]").click()
    writer.keyboard.type("Which Friday?")
    for place, answer in enumerate(("The first", "The second", "The third"), start=1):
        writer.fill(f"#id_poll_answer_{place}", answer)
    expect(writer.locator("#id_poll_answer_4")).to_be_visible()
    expect(writer.locator("#id_poll_answer_5")).to_be_hidden()
    writer.get_by_role("button", name="Publish").click()
    writer.wait_for_url("**/t/*/")
    other = reader("member", language="en").open("/c/" + writer.url.split("/c/")[1])
    writer.get_by_label("The second").check()
    writer.get_by_role("button", name="Vote").click()
    expect(writer.locator(".poll .mine")).to_contain_text("The second")
    other.get_by_label("The first").check()
    other.get_by_role("button", name="Vote").click()
    expect(other.locator(".poll-card")).to_contain_text("2 people voted")
    expect(writer.locator(".poll-card")).to_contain_text("2 people voted", timeout=15_000)
    writer.get_by_text("Change your vote").click()
    writer.get_by_label("The first").check()
    writer.get_by_role("button", name="Change my vote").click()
    expect(writer.locator(".poll .mine")).to_contain_text("The first")
    expect(writer.locator(".poll li").first).to_contain_text("100%")


def test_the_small_field_of_the_feed_has_the_same_helps(reader: Readers) -> None:
    page = reader("contributor", language="ar", size=PHONE).open("/c/rooftop/feed/")
    assert page.locator(".pen-bar").count() == 0
    page.locator("#quick-body").click()
    expect(page.locator(".composer .pen-tools")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    page.locator("#quick-body").press_sequentially("@سام")
    box = box_of_the_names(page)
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]


def box_of_the_names(page: Any) -> dict[str, float]:
    """Where the names stand, once they do: each letter typed asks anew, and meanwhile there is no list."""
    for _moment in range(100):
        expect(page.get_by_role("option").first).to_be_visible()
        if box := page.get_by_role("listbox").bounding_box():
            return dict(box)
        page.wait_for_timeout(50)
    raise AssertionError("the names never stayed")
