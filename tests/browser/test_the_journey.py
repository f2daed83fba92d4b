"""One month of one community, as the people in it live it: reading, earning, approving, closing, checking."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
PHONE = (390, 844)

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(280)]
Readers = Callable[..., Any]


def test_a_contributor_asks_on_the_phone_why_she_got_this_amount_and_ends_at_her_own_words(reader: Readers) -> None:
    page = reader("contributor", language="ar", size=PHONE).page
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator("#feed h2 a").first.click()
    page.wait_for_url("**/t/*/")
    expect(page.locator("article.post.alone h1")).to_be_visible()

    page.locator("nav.tabs a[href$='/books/']").click()
    expect(page.locator("ol.fall, .fall")).to_be_visible()
    page.locator("nav.tabs a[href$='/statement/']").click()
    page.wait_for_url("**/statement/*/")
    if page.locator("p.big").count() == 0:  # the month just closed brought her nothing: the one before did
        page.locator("nav.month a[rel=prev]").click()
    amount = page.locator("p.big").first.inner_text()
    assert re.search(r"\d", amount)
    table = page.locator("table.ledger.points")
    assert table.locator("tfoot td.n").last.inner_text() == amount

    act = table.locator("tbody small a").first
    title = act.inner_text()
    act.click()
    page.wait_for_url("**/t/*/**")
    assert title in page.locator("main").inner_text()


def test_the_owner_approves_a_receipt_in_two_taps(reader: Readers) -> None:
    owner = reader("owner", size=PHONE)
    page = owner.open("/c/rooftop/receipts/")
    waiting = page.locator("article.review:has(details)")
    before = waiting.count()
    assert before >= 1
    payer = waiting.first.get_attribute("aria-labelledby")
    steps = waiting.first.locator("details").first
    steps.locator("summary").click()
    steps.locator("button").click()
    page.wait_for_url("**/receipts/")
    assert page.locator("article.review:has(details)").count() == before - 1
    assert page.locator(f"#{payer}").count() == 0


def test_when_the_owner_closes_a_month_the_statement_of_those_who_earned_changes(reader: Readers) -> None:
    earner = reader("treasurer")
    before = _latest_statement(earner)

    desk = reader("owner").open("/c/rooftop/periods/")
    desk.locator("tr:has(.tone-zinjafr) th a").last.click()
    month = desk.url.rstrip("/").rsplit("/", 1)[-1]
    desk.get_by_role("button", name="Close the month").click()
    expect(desk.get_by_role("heading", name="Who gets less, first")).to_be_visible()
    changes = [_figure(one) for one in desk.locator("td.n b.toned").all_inner_texts()]
    assert changes == sorted(changes)
    assert _latest_statement(earner) == before  # nobody else sees a preview

    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_role("link", name="Post and seal")).to_be_visible()
    after = _latest_statement(earner)
    assert after != before
    assert earner.page.url.endswith(f"/statement/{month}/")
    assert after[1] in desk.locator("table.ledger tbody td.n").all_inner_texts()

    desk.get_by_role("link", name="Post and seal").click()
    desk.get_by_role("switch").check()
    desk.get_by_role("button", name="Post and seal").click()
    expect(desk.get_by_text("This month is closed for good.")).to_be_visible()


def test_a_treasurer_takes_the_bundle_home_and_finds_one_changed_byte(reader: Readers, tmp_path: Path) -> None:
    page = reader("treasurer").open("/c/rooftop/books/")
    with page.expect_download() as coming:
        page.locator("a[href$='bundle.zip']").click()
    with zipfile.ZipFile(coming.value.path()) as bundle:
        bundle.extractall(tmp_path)
    home = next(path.parent for path in tmp_path.rglob("manifest.json"))
    assert _verify(home).returncode == 0
    assert _run(home, "sha256sum", "-c", "SHA256SUMS").returncode == 0

    book = home / "plan.json"
    content = bytearray(book.read_bytes())
    content[len(content) // 2] ^= 1
    book.write_bytes(content)
    found = _verify(home)
    assert found.returncode == 1
    assert "plan.json" in found.stdout + found.stderr


@pytest.mark.needs_program("openssl")
def test_a_visitor_checks_the_signature_with_a_tool_that_is_not_ours(reader: Readers, tmp_path: Path) -> None:
    stranger = reader()
    page = stranger.open("/c/rooftop/books/")
    with page.expect_download() as coming:
        page.locator("a[href$='bundle.zip']").click()
    with zipfile.ZipFile(coming.value.path()) as bundle:
        bundle.extractall(tmp_path)
    home = next(path.parent for path in tmp_path.rglob("manifest.json"))
    signed = ["-inkey", "key.pem", "-in", "manifest.json", "-sigfile", "manifest.sig"]
    assert _run(home, "openssl", "pkeyutl", "-verify", "-rawin", "-pubin", *signed).returncode == 0
    (home / "manifest.json").write_bytes((home / "manifest.json").read_bytes() + b"\n")
    assert _run(home, "openssl", "pkeyutl", "-verify", "-rawin", "-pubin", *signed).returncode != 0


def test_somebody_new_makes_an_account_and_founds_a_community_that_runs(reader: Readers) -> None:
    founder = reader(language="ar", size=PHONE)
    page = founder.open("/accounts/signup/")
    page.fill("[name=display_name]", "سلمى العتيبي")
    page.fill("[name=email]", "salma@community.example")
    page.fill("[name=password1]", "ثلاثون نخلة عند البئر")
    page.locator("main form button").first.click()
    page.fill("[name=code]", founder.site.mailed_code("salma@community.example"))
    page.locator("main form button").first.click()
    page.wait_for_load_state()

    founder.open("/start/")
    page.fill("[name=name]", "بيت الخبز")
    page.fill("[name=other_name]", "Bread House")
    page.locator("main form button").last.click()
    page.wait_for_url("**/start/income/")
    page.fill("[name=who]", "خبّازين في بيوتهم")
    page.fill("[name=fee]", "٢٠")
    page.locator("main form button:not([name=look])").last.click()
    page.wait_for_url("**/start/sharing/")
    page.locator("main form button").last.click()
    page.wait_for_url("**/start/opening/")
    page.fill("[name=till_words]", "حوّلوا إلى الحساب SA00 ثم اكتبوا الرمز.")
    page.locator("main form button").last.click()
    page.wait_for_url("**/c/bread-house/feed/")

    page.fill("#quick-title", "كيف أحفظ الخميرة في الصيف؟")
    page.fill("#quick-body", "ماتت مرتين هذا الشهر، وجرّبت الثلاجة فلم تنجح.")
    page.locator("form.composer button").last.click()
    expect(page.locator("h1")).to_contain_text("الخميرة")
    founder.open("/c/bread-house/periods/")
    assert page.locator("table.ledger tbody tr").count() == 1
    founder.open("/c/bread-house/overview/")
    assert founder.ask("/c/bread-house/plan/").ok


def _latest_statement(one: Any) -> tuple[str, str]:
    """The month and the amount, as the reader's page says them."""
    page = one.open("/c/rooftop/statement/")
    return page.title(), page.locator("p.big").first.inner_text()


def _figure(text: str) -> int:
    """The minor units of an amount as shown, its sign kept."""
    digits = int(re.sub(r"\D", "", text))
    return -digits if "−" in text or "-" in text else digits


def _verify(folder: Path) -> subprocess.CompletedProcess[str]:
    return _run(ROOT / "src", sys.executable, "-m", "diwan", "verify", str(folder))


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
