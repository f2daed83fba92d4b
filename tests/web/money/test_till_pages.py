"""Paying by hand, from the order to the two taps that open a membership; and who may not see any of it."""

import io

import pytest

from diwan.commerce import public as commerce
from diwan.ledger import public as ledger

from .conftest import NOW, House


def test_layla_orders_pays_and_sends_her_receipt(house: House, photo: io.BytesIO) -> None:
    layla, offer = house.client("layla"), house.offer()
    page = layla.get(house.url(f"memberships/{offer.id}/"))
    assert b"Green Bank" in page.content
    placed = layla.post(house.url("orders/"), {"offer": offer.id, "method": "bank", "key": "once"})
    order = commerce.list_orders(membership_id=house.layla.pk)[0]
    assert placed.headers["Location"] == house.url(f"orders/{order.id}/")
    page = layla.get(placed.headers["Location"]).content.decode()
    assert order.reference in page
    assert "Send it there" in page
    assert layla.post(house.url(f"orders/{order.id}/photos/"), {"photo": photo}).status_code == 302
    assert house.again(order).status == "review"


def test_pressing_the_button_twice_is_one_order(house: House) -> None:
    layla, offer = house.client("layla"), house.offer()
    for _press in range(2):
        layla.post(house.url("orders/"), {"offer": offer.id, "method": "bank", "key": "once"})
    assert len(commerce.list_orders(membership_id=house.layla.pk)) == 1


def test_a_way_of_paying_that_is_not_open_is_refused_and_nothing_is_lost(house: House) -> None:
    answer = house.client("layla").post(
        house.url("orders/"), {"offer": house.offer().id, "method": "wallet", "key": "once"}
    )
    assert answer.status_code == 422
    assert b"once" in answer.content
    assert commerce.list_orders(membership_id=house.layla.pk) == []


def test_two_taps_approve_and_a_second_treasurer_approves_nothing_more(house: House, photo: io.BytesIO) -> None:
    order = house.order()
    commerce.attach_receipt(order_id=order.id, image=photo.read(), by=house.layla.party_id, at=order.placed_at)
    key = house.again(order).approval_key
    queue = house.client("treasurer").get(house.url("receipts/")).content.decode()
    assert "Layla of garden" in queue
    assert f'value="{key}"' in queue
    for who in ("treasurer", "owner"):
        house.client(who).post(house.url(f"receipts/{order.id}/approval/"), {"amount": "6.00", "key": key})
    paid = house.again(order)
    assert (paid.status, paid.paid_minor, len(paid.payments)) == ("paid", 600, 1)


def test_part_of_the_money_keeps_the_order_open(house: House) -> None:
    order = house.order()
    values = {"amount": "٢٫٥٠", "key": order.approval_key}
    house.client("owner").post(house.url(f"receipts/{order.id}/approval/"), values)
    assert (house.again(order).status, house.again(order).outstanding_minor) == ("part_paid", 350)


def test_the_owner_cannot_approve_an_order_of_their_own(house: House) -> None:
    order = house.order("owner")
    answer = house.client("owner").post(
        house.url(f"receipts/{order.id}/approval/"), {"amount": "6.00", "key": order.approval_key}
    )
    assert answer.status_code == 422
    assert house.again(order).paid_minor == 0


def test_a_rejection_needs_a_reason_and_the_payer_reads_it(house: House, photo: io.BytesIO) -> None:
    order = house.order()
    commerce.attach_receipt(order_id=order.id, image=photo.read(), by=house.layla.party_id, at=order.placed_at)
    owner, address = house.client("owner"), house.url(f"receipts/{order.id}/rejection/")
    assert owner.post(address, {"reason": " "}).status_code == 422
    assert owner.post(address, {"reason": "The amount is cut off"}).status_code == 302
    assert b"The amount is cut off" in house.client("layla").get(house.url(f"orders/{order.id}/")).content


def test_a_refund_says_what_happens_to_shared_months_before_it_happens(house: House) -> None:
    order = house.order()
    paid = commerce.approve_payment(
        order_id=order.id, amount_minor=600, by=house.owner.party_id, at=order.placed_at, key=order.approval_key
    )
    address = house.url(f"orders/{order.id}/payments/{paid.payments[0].id}/refund/")
    owner = house.client("owner")
    assert b"already shared stays as it was published" in owner.get(address).content
    values = {"amount": "6.00", "reason": "moving away", "key": "back"}
    for _press in range(2):
        assert owner.post(address, values).status_code == 302
    assert house.again(order).payments[0].refunded_minor == 600
    assert house.again(order).status == "refunded"


def test_a_cost_goes_into_the_books_once_and_only_by_a_name_the_plan_knows(house: House) -> None:
    house.open_month()
    owner, day = house.client("owner"), NOW.date().isoformat()
    values = {"actual": "hosting", "amount": "12", "paid_from": "bank", "note": "servers", "key": "k", "date": day}
    for _press in range(2):
        assert owner.post(house.url("costs/"), values).status_code == 302
    assert owner.post(house.url("costs/"), {**values, "actual": "yacht", "key": "l"}).status_code == 422
    assert owner.post(house.url("costs/"), {**values, "date": "2999-01-01", "key": "m"}).status_code == 422
    booked = ledger.list_entries(community_id=house.community.pk, kinds=["cost_recorded"])
    assert [row.description for row in booked] == ["servers"]


def test_an_order_is_seen_by_its_payer_and_the_keepers_alone(
    house: House, neighbours: House, photo: io.BytesIO
) -> None:
    order = house.order()
    seen = commerce.attach_receipt(order_id=order.id, image=photo.read(), by=house.layla.party_id, at=order.placed_at)
    pages = (f"orders/{order.id}/", f"orders/{order.id}/photo/{seen.photos[0].id}/", f"orders/{order.id}/cancellation/")
    for rest in pages:
        assert house.client("layla").get(house.url(rest)).status_code == 200
        assert house.client("treasurer").get(house.url(rest)).status_code == 200
        assert house.client("huda").get(house.url(rest)).status_code == 404
        assert house.client("steward").get(house.url(rest)).status_code == 404
        assert neighbours.client("owner").get(house.url(rest)).status_code in (403, 404)
        assert neighbours.client("owner").get(neighbours.url(rest)).status_code == 404
        assert house.client("").get(house.url(rest)).status_code == 302


DESKS = ("receipts/", "costs/", "tills/", "payouts/", "periods/", "overview/", "members/", "roles/", "invitations/")


@pytest.mark.parametrize("rest", DESKS)
def test_running_the_community_is_closed_to_those_who_do_not_run_it(house: House, neighbours: House, rest: str) -> None:
    assert house.client("owner").get(house.url(rest)).status_code == 200
    assert house.client("layla").get(house.url(rest)).status_code == 403
    assert neighbours.client("owner").get(house.url(rest)).status_code == 403
    assert house.client("").get(house.url(rest)).status_code == 302


def test_a_visitor_sees_the_tiers_and_what_returns_to_members_but_no_orders(house: House) -> None:
    house.order()
    page = house.client("").get(house.url("memberships/")).content.decode()
    assert "Gardener" in page
    assert "My orders" not in page
