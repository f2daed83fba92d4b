"""Tickets: places are never sold twice, a code opens the door once, and a day that does not happen gives all back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from diwan.commerce import public as commerce
from diwan.commerce.errors import ReasonNeeded
from diwan.commerce.tickets.errors import (
    BadEvent,
    EventOver,
    FewerThanTaken,
    NoSuchTicket,
    NotOnSale,
    SoldOut,
    TicketReturned,
    TicketUsed,
)  # fmt: skip
from diwan.commerce.tickets.models import Event
from diwan.people import public as people
from diwan.people.errors import NotAllowed

from .conftest import Till
from .services_world import AT, DAY, key

tickets = commerce.tickets
NOON = AT + 10 * DAY
FREE, PAID, CHEAP = 2, 0, 1


class Hall:
    """A workshop with three kinds of ticket; Tariq keeps the till, the owner runs the event."""

    def __init__(self, till: Till, capacity: int = 5) -> None:
        self.till, self.scope = till, till.community.pk
        tiers = [
            tickets.TierSpec("مقعد", "Seat", 1_500),
            tickets.TierSpec("طالب", "Student", 700, most_count=2),
            tickets.TierSpec("ضيف", "Guest", 0),
        ]
        self.id = tickets.plan_event(
            community_id=self.scope, spec=self.spec(capacity=capacity), tiers=tiers, by=till.owner.party_id, at=AT
        )

    def spec(self, **more: object) -> tickets.EventSpec:
        facts = {
            "title_ar": "ورشة السماد", "title_en": "Compost workshop", "place": "Roof 7, Amman", "starts_at": NOON,
            "ends_at": NOON + timedelta(hours=3), "capacity": 5, "sales_from": AT, "sales_until": NOON,
        }  # fmt: skip
        return tickets.EventSpec(**{**facts, **more})

    def view(self, at: object = AT) -> tickets.EventView:
        return tickets.get_event(event_id=self.id, community_id=self.scope, at=at)

    def buy(
        self, place: int, quantity: int = 1, who: people.Membership | None = None, at: object = AT, k: str = ""
    ) -> int:
        return tickets.buy_tickets(
            tier_id=self.view().tiers[place].id, quantity=quantity, method="bank",
            by=(who or self.till.layla).party_id, at=at, key=k or key(),
        )  # fmt: skip

    def mine(self, who: people.Membership | None = None) -> list[tickets.SaleView]:
        return tickets.list_own_tickets(community_id=self.scope, party=(who or self.till.layla).party_id, at=AT)

    def pay(self, sale_id: int, at: object = AT) -> commerce.OrderView:
        (sale,) = [one for one in self.mine() + self.mine(self.till.stranger) if one.id == sale_id]
        order = commerce.get_order(order_id=sale.order_id, viewer=self.till.treasurer.party_id)
        return self.till.approve(order, order.outstanding_minor, at=at)

    def cancel(self, k: str = "off", at: object = AT + DAY) -> int:
        return tickets.cancel_event(event_id=self.id, reason="Rain", by=self.till.owner.party_id, at=at, key=k)

    def scan(self, token: str, at: object = NOON, k: str = "") -> tickets.AtTheDoor:
        return tickets.check_in(
            community_id=self.scope, token=token, by=self.till.owner.party_id, at=at, key=k or key()
        )


@pytest.fixture
def hall(till: Till) -> Hall:
    return Hall(till)


def test_tickets_come_with_the_payment_and_the_money_waits_for_the_day(hall: Hall) -> None:
    sale = hall.buy(PAID, 2)
    assert hall.mine()[0].tickets == ()
    hall.pay(sale)
    (bought,) = hall.mine()
    assert [one.status for one in bought.tickets] == ["valid", "valid"]
    assert len({one.token for one in bought.tickets}) == 2
    assert hall.till.balance("liabilities:deferred", hall.till.layla) == 3_000
    assert tickets.settle_ended(at=NOON) == 0
    assert tickets.settle_ended(at=NOON + DAY) == 1
    assert tickets.settle_ended(at=NOON + DAY) == 0
    hall.till.close("2026-10", at=AT + 30 * DAY)
    assert [(row["income"], row["gross"]) for row in hall.till.recognised()] == [("ticket", 3_000)]


def test_places_are_taken_when_ordered_and_free_again_when_not_paid(hall: Hall) -> None:
    first = hall.buy(PAID, 4)
    assert hall.view().taken_count == 4
    with pytest.raises(SoldOut):
        hall.buy(PAID, 2, hall.till.stranger)
    hall.buy(PAID, 2, hall.till.stranger, at=AT + 2 * DAY)
    assert first not in [one.id for one in hall.mine()]
    assert hall.view().taken_count == 2


def test_a_kind_of_ticket_has_its_own_limit(hall: Hall) -> None:
    hall.buy(CHEAP, 2)
    with pytest.raises(SoldOut):
        hall.buy(CHEAP, 1)
    assert [tier.left_count for tier in hall.view().tiers] == [3, 0, 3]


def test_the_database_itself_never_lets_a_hall_be_overfull(hall: Hall) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=hall.id).update(taken_count=6)


def test_a_free_ticket_is_there_at_once(hall: Hall) -> None:
    hall.buy(FREE, 2)
    assert [one.status for one in hall.mine()[0].tickets] == ["valid", "valid"]
    assert hall.till.entries() == []


def test_the_same_press_twice_is_one_order(hall: Hall) -> None:
    assert hall.buy(PAID, 1, k="twice") == hall.buy(PAID, 1, k="twice")
    assert hall.view().taken_count == 1


def test_tickets_are_sold_in_their_window_only(hall: Hall) -> None:
    for at in (AT - DAY, NOON):
        with pytest.raises(NotOnSale):
            hall.buy(PAID, at=at)
    assert [hall.view(at).sales for at in (AT - DAY, AT, NOON)] == ["soon", "open", "over"]


def test_the_second_scan_is_refused_and_says_when_the_first_was(hall: Hall) -> None:
    hall.buy(FREE)
    token = hall.mine()[0].tickets[0].token
    seen = hall.scan("-".join([token[:8].lower(), token[8:]]), k="first")
    assert (seen.status, seen.used_at, seen.holder_name) == ("used", NOON, hall.till.layla.person.display_name)
    assert hall.scan(token, k="first").used_at == NOON
    with pytest.raises(TicketUsed):
        hall.scan(token, at=NOON + DAY)
    again = tickets.look_at_ticket(community_id=hall.scope, token=token, by=hall.till.owner.party_id)
    assert (again.used_at, again.used_by_name) == (NOON, hall.till.owner.person.display_name)
    assert tickets.door_counts(event_id=hall.id).used == 1


def test_a_guessed_changed_or_foreign_code_opens_nothing(hall: Hall, another_till: object) -> None:
    hall.buy(FREE)
    token = hall.mine()[0].tickets[0].token
    swapped = token[:-1] + ("2" if token[-1] != "2" else "3")
    elsewhere = Hall(another_till("forest"))
    for wrong in (swapped, token[:10], "", "A" * 16):
        with pytest.raises(NoSuchTicket):
            hall.scan(wrong)
    with pytest.raises(NoSuchTicket):
        elsewhere.scan(token)
    assert hall.scan(token).status == "used"


def test_only_stewards_and_owners_stand_at_the_door_and_run_events(hall: Hall) -> None:
    hall.buy(FREE)
    token = hall.mine()[0].tickets[0].token
    for other in (hall.till.layla, hall.till.stranger, hall.till.treasurer):
        by = other.party_id
        with pytest.raises(NotAllowed):
            tickets.check_in(community_id=hall.scope, token=token, by=by, at=NOON, key=key())
        with pytest.raises(NotAllowed):
            tickets.cancel_event(event_id=hall.id, reason="Mine", by=by, at=AT, key=key())
        with pytest.raises(NotAllowed):
            tickets.change_event(event_id=hall.id, spec=hall.spec(), by=by, at=AT)
    assert hall.mine(hall.till.stranger) == []


def test_an_event_called_off_gives_everything_back_to_the_unit(hall: Hall) -> None:
    paid, waiting = hall.buy(PAID, 2), hall.buy(CHEAP, 1, hall.till.stranger)
    hall.buy(FREE)
    hall.pay(paid)
    token = hall.mine()[-1].tickets[0].token
    with pytest.raises(ReasonNeeded):
        tickets.cancel_event(event_id=hall.id, reason=" ", by=hall.till.owner.party_id, at=AT, key=key())
    assert hall.cancel() == 3_000
    assert hall.cancel() == 3_000
    assert hall.till.balance("assets:bank") == 0
    assert hall.till.balance("liabilities:deferred", hall.till.layla) == 0
    assert {one.status for one in hall.mine()} == {"returned"}
    assert waiting not in [one.id for one in hall.mine(hall.till.stranger)]
    assert hall.view().taken_count == 0
    with pytest.raises(EventOver):
        hall.scan(token)
    with pytest.raises(EventOver):
        hall.cancel("again")
    assert tickets.settle_ended(at=NOON + DAY) == 0
    told = [notice.kind for notice in people.list_notices(membership_id=hall.till.layla.pk)]
    assert {"event_cancelled", "payment_refunded", "tickets_issued"} <= set(told)


def test_a_full_refund_at_the_till_voids_the_tickets_and_frees_the_places(hall: Hall) -> None:
    sale = hall.buy(PAID, 2)
    order = hall.pay(sale)
    token = hall.mine()[0].tickets[0].token
    hall.till.refund(order, 3_000, at=AT + DAY)
    with pytest.raises(TicketReturned):
        hall.scan(token)
    assert hall.view().taken_count == 0


def test_an_event_can_move_but_not_shrink_below_what_is_taken(hall: Hall) -> None:
    hall.buy(FREE, 3)
    with pytest.raises(FewerThanTaken):
        tickets.change_event(event_id=hall.id, spec=hall.spec(capacity=2), by=hall.till.owner.party_id, at=AT)
    moved = hall.spec(starts_at=NOON + timedelta(hours=1), capacity=3)
    tickets.change_event(event_id=hall.id, spec=moved, by=hall.till.owner.party_id, at=AT)
    assert (hall.view().capacity, hall.view().sales, hall.view().changed_count) == (3, "sold_out", 1)


@pytest.mark.parametrize(
    "wrong", [{"title_ar": " "}, {"capacity": 0}, {"ends_at": NOON}, {"sales_until": AT}, {"place": ""}]
)
def test_an_event_that_cannot_be_is_refused(hall: Hall, wrong: dict) -> None:
    with pytest.raises(BadEvent):
        tickets.change_event(event_id=hall.id, spec=hall.spec(**wrong), by=hall.till.owner.party_id, at=AT)


def test_the_calendar_file_is_folded_escaped_and_cancels_itself(hall: Hall) -> None:
    long = hall.spec(title_ar="ورشة السماد، أسرار الأرض كلها من أولها إلى آخرها", place="Roof 7; Amman, Jordan")
    tickets.change_event(event_id=hall.id, spec=long, by=hall.till.owner.party_id, at=AT)
    facts = {"url": "https://d.example/e", "host": "d.example", "at": AT}
    text = tickets.calendar_file(event=hall.view(), language="ar", **facts)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "")
    assert "SUMMARY:ورشة السماد، أسرار الأرض كلها من أولها إلى آخرها\r\n" in whole
    assert "LOCATION:Roof 7\\; Amman\\, Jordan\r\n" in whole
    assert "DTSTART:20261015T090000Z\r\n" in whole
    assert f"UID:event-{hall.id}@d.example\r\n" in whole
    assert "SEQUENCE:1\r\n" in whole
    hall.cancel()
    off = tickets.calendar_file(event=hall.view(), language="en", **facts)
    assert "STATUS:CANCELLED" in off
    assert "METHOD:CANCEL" in off
    assert "SEQUENCE:2" in off
