"""A service sold, delivered late, disputed, half refunded, reviewed: through everybody's pages, in KWD."""

import re
from datetime import timedelta

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from diwan.ledger import public as ledger

from .conftest import NOW, House

DAY = timedelta(days=1)


def offered(house: House) -> str:
    return house.send(
        "huda", "services/new/", title="Plant illness", body="Send **three** photos.", question="Which plant?",
        rework_count="١", appointment_minutes="0", price1="12.500", days1="1",
    ).removeprefix("/c/garden/")  # fmt: skip


def booked(house: House, service: str) -> str:
    to = f"{service}bookings/"
    return house.send("layla", service, to, wish="A lemon", method="bank").removeprefix("/c/garden/")


def order_of(house: House, booking: str) -> int:
    found = re.search(r"/orders/(\d+)/", house.page("layla", booking))
    assert found
    return int(found.group(1))


def story_of(page: str) -> str:
    """The story and the figures, without what only this reader may do."""
    start, end = page.index('<ol class="story'), page.index("</aside>", page.index('class="receipt"'))
    return re.sub(r'<p class="small"><a href="[^"]*/orders/.*?</p>', "", page[start:end], flags=re.S).strip()


def test_the_story_is_one_on_three_screens_and_in_the_ledger(house: House) -> None:
    service = offered(house)
    booking = booked(house, service)
    assert "Pay for it" in house.page("layla", booking)
    house.approve(order_of(house, booking))
    assert "KWD" in house.page("huda", booking)
    with time_machine.travel(NOW + 3 * DAY):
        file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan", content_type="application/pdf")
        house.send("huda", f"{booking}delivery/", text="Water less, and wait.", sent=file)
    with time_machine.travel(NOW + 4 * DAY):
        house.send("layla", f"{booking}dispute/", reason="late", text="Too late for my lemon.")
    number = booking.split("/")[1]
    with time_machine.travel(NOW + 5 * DAY):
        assert "Plant illness" in house.page("steward", "disputes/")
        house.send(
            "steward", f"disputes/{number}/decision/", released="6.250", reason="late", text="It helped, but late."
        )
        house.send("layla", f"{booking}review/", stars="3", text="Right, but late.")
        house.send("huda", f"{booking}answer/", text="I was ill. Sorry.")

        pages = [house.page(name, booking) for name in ("layla", "huda", "steward")]
    stories = [story_of(page) for page in pages]
    assert stories[0] == stories[1] == stories[2]
    said = re.sub(r"<[^>]+>", "", stories[0])
    for words in ("2 days late", "Disputed", "Decided", "It came too late", "Reviewed", "I was ill. Sorry."):
        assert words in said, words
    assert stories[0].count("6.250") >= 5
    assert "12.500" in stories[0]
    assert "12.5<" not in stories[0]

    scope = house.community.pk
    assert ledger.balance(community_id=scope, account="assets:bank") == 6_250
    layla = house.people["layla"].party_id
    assert ledger.balance(community_id=scope, account="liabilities:deferred", party=layla) == 6_250
    shelf = house.page("nour", service)
    assert "Right, but late." in shelf
    assert "Money returned" in shelf


def test_the_file_is_a_download_for_the_two_and_nobody_else(house: House) -> None:
    booking = booked(house, offered(house))
    house.approve(order_of(house, booking))
    file = SimpleUploadedFile("<b>plan</b>.txt", b"Water less", content_type="text/html")
    house.send("huda", f"{booking}delivery/", text="Here", sent=file)
    found = re.search(r'href="/c/garden/(bookings/\d+/files/\d+/)"', house.page("layla", booking))
    assert found
    answer = house.client("layla").get(house.url(found.group(1)))
    assert answer.content == b"Water less"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    for other in ("nour", "steward", "owner", "treasurer"):
        assert house.client(other).get(house.url(found.group(1))).status_code == 404


def test_the_same_form_sent_twice_books_once(house: House) -> None:
    service = offered(house)
    data = {"key": "one-press", "wish": "A lemon", "method": "bank"}
    browser = house.client("layla")
    first, second = (browser.post(house.url(f"{service}bookings/"), data) for _press in range(2))
    assert first.headers["Location"] == second.headers["Location"]


def test_a_large_sum_is_proposed_and_agreed_to_on_two_screens(house: House) -> None:
    service = house.send(
        "huda", "services/new/", title="A garden plan", body="All of it.", rework_count="0", appointment_minutes="0",
        part1="Sketch", price1="40.000", days1="3", part2="Plan", price2="60.000", days2="5",
    ).removeprefix("/c/garden/")  # fmt: skip
    booking = booked(house, service)
    house.approve(order_of(house, booking))
    house.send("layla", f"{booking}dispute/", reason="missing", text="Nothing came.")
    number = booking.split("/")[1]
    house.send("steward", f"disputes/{number}/decision/", released="0", reason="missing", text="Nothing came.")
    assert "a second person has to agree" in house.page("layla", booking)
    assert "Agree to the proposal" not in house.page("steward", booking)
    page = house.page("owner", f"disputes/{number}/agreement/")
    content = re.search(r'name="content" value="([0-9a-f]{64})"', page)
    assert content
    house.send("owner", f"disputes/{number}/agreement/", content=content.group(1))
    assert "Decided" in house.page("huda", booking)
    assert ledger.balance(community_id=house.community.pk, account="assets:bank") == 0


def test_free_times_are_by_the_readers_own_clock(house: House) -> None:
    hours = {f"from{day}": "09:00" for day in range(7)} | {f"until{day}": "10:00" for day in range(7)}
    house.send("huda", "services/hours/", zone="Asia/Riyadh", **hours)
    service = house.send(
        "huda", "services/new/", title="An hour", body="With me.", rework_count="0", appointment_minutes="60",
        price1="5", days1="0",
    ).removeprefix("/c/garden/")  # fmt: skip
    person = house.people["layla"].person
    person.timezone = "Africa/Casablanca"
    person.save(update_fields=["timezone"])
    page = house.page("layla", service)
    assert "Africa/Casablanca" in page
    shown = set(re.findall(r">(\d{2}:\d{2})<", page))
    assert shown in ({"07:00"}, {"06:00"}), shown
    when = re.search(r'<option value="([^"]+T[^"]+)"', page)
    assert when
    to = f"{service}bookings/"
    booking = house.send("layla", service, to, wish="", method="bank", appointment=when.group(1))
    again = house.client("nour").post(
        house.url(to), {"key": "n", "wish": "", "method": "bank", "appointment": when.group(1)}
    )
    assert again.status_code == 422
    assert "bookings/" in booking


def test_terms_are_the_owners_to_publish(house: House) -> None:
    house.send("owner", "service-terms/", term_days="3", two_from="10.000", tax="0")
    assert "3 days after delivery" in house.words("layla", offered(house))
    assert house.client("steward").get(house.url("service-terms/")).status_code == 403
