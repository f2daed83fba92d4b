"""Tickets from the plan to the door: ordered, paid, printed, scanned once; and called off."""

import re
from datetime import timedelta

from django.utils import timezone

from diwan.ledger import public as ledger

from .conftest import NOW, House

DAY = timedelta(days=1)


def local(days: int, hours: int = 0) -> str:
    return timezone.localtime(NOW + timedelta(days=days, hours=hours)).strftime("%Y-%m-%dT%H:%M")


def planned(house: House) -> str:
    return house.send(
        "steward", "events/new/", title_ar="ورشة السماد", title_en="Compost workshop", about="Bring **gloves**.",
        place="Roof 7", starts_at=local(9), ends_at=local(9, 2), capacity="3", sales_from=local(-1),
        sales_until=local(9), tax="0", tier_ar1="مقعد", tier_en1="Seat", price1="4.500", tier_ar2="ضيف",
        tier_en2="Guest", price2="0", most2="1",
    ).removeprefix("/c/garden/")  # fmt: skip


def tier_of(page: str, name: str) -> str:
    found = re.search(rf'name="tier" value="(\d+)"[^>]*>(?:(?!</label>).)*{name}', page, flags=re.S)
    assert found
    return found.group(1)


def test_a_seat_is_taken_paid_and_opens_the_door_once(house: House) -> None:
    event = planned(house)
    page = house.page("layla", event)
    assert "Compost workshop" in page
    house.send("layla", event, f"{event}sales/", tier=tier_of(page, "Seat"), quantity="2", method="bank")
    mine = house.page("layla", "tickets/")
    assert "Pay " in mine
    order = re.search(r"/orders/(\d+)/", mine)
    assert order
    house.approve(int(order.group(1)))
    printed = house.page("layla", "tickets/")
    assert printed.count('class="qr"') == 2
    tokens = re.findall(r"/c/garden/door/([2-9A-Z]{16})/", printed)
    assert len(set(tokens)) == 2
    assert tokens[0] not in house.page("nour", "tickets/")

    typed = house.client("steward").get(house.url("door/"), {"code": "-".join([tokens[0][:8].lower(), tokens[0][8:]])})
    assert typed.headers["Location"] == house.url(f"door/{tokens[0]}/")
    browser, door = house.client("steward"), house.url(f"door/{tokens[0]}/")
    assert "Let in" in browser.get(door).content.decode()
    first = browser.post(door, {"key": "first"})
    assert first.status_code == 200
    assert "Welcome" in first.content.decode()
    assert "Welcome" in browser.post(door, {"key": "first"}).content.decode()
    second = house.client("owner").post(door, {"key": "second"})
    assert second.status_code == 422
    assert "Used already" in second.content.decode()
    assert "let in by" in second.content.decode()
    assert house.client("layla").get(door).status_code == 403
    assert house.client("steward").get(house.url("door/"), {"code": "ABCD"}).status_code == 422
    assert "1 of 2 tickets used" in house.words("steward", event)


def test_called_off_all_of_it_comes_back(house: House) -> None:
    event = planned(house)
    page = house.page("layla", event)
    house.send("layla", event, f"{event}sales/", tier=tier_of(page, "Seat"), quantity="2", method="bank")
    order = re.search(r"/orders/(\d+)/", house.page("layla", "tickets/"))
    assert order
    house.approve(int(order.group(1)))
    assert ledger.balance(community_id=house.community.pk, account="assets:bank") == 9_000
    house.send("owner", f"{event}cancellation/", reason="Rain")
    assert ledger.balance(community_id=house.community.pk, account="assets:bank") == 0
    assert "Rain" in house.page("layla", event)
    assert "Returned" in house.page("layla", "tickets/")


def test_the_third_seat_is_the_last(house: House) -> None:
    event = planned(house)
    page = house.page("layla", event)
    house.send("layla", event, f"{event}sales/", tier=tier_of(page, "Seat"), quantity="3", method="bank")
    assert "Sold out" in house.page("nour", event)
    full = house.client("nour").post(
        house.url(f"{event}sales/"), {"key": "k", "tier": tier_of(page, "Seat"), "quantity": "1", "method": "bank"}
    )
    assert full.status_code == 422


def test_the_calendar_file_speaks_the_readers_language(house: House) -> None:
    event = planned(house)
    answer = house.client("layla", "ar").get(house.url(f"{event}event.ics"))
    assert answer["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:ورشة السماد" in answer.content.decode()
    assert house.client("nour").get(house.url(f"{event}event.ics")).content.decode().count("BEGIN:VEVENT") == 1


def test_an_event_is_changed_by_those_who_run_it(house: House) -> None:
    event = planned(house)
    page = house.page("steward", f"{event}edit/")
    values = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', page))
    house.send("steward", f"{event}edit/", **{**values, "place": "Roof 8", "about": "x"})
    assert "Roof 8" in house.page("layla", event)
