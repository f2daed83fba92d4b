"""Booking, delivering, accepting: the money is held and goes where the story says, part by part."""

import pytest

from diwan.commerce import public as commerce
from diwan.commerce.services.errors import FilesRefused, NoReworkLeft, NotNow, OwnService
from diwan.kernel.idempotency import KeyReused
from diwan.people import public as people

from .conftest import Till
from .services_world import AT, DAY, Bench, key, services


@pytest.fixture
def bench(till: Till) -> Bench:
    return Bench(till)


def test_money_is_held_until_the_buyer_accepts_and_then_is_income_for_the_provider(bench: Bench) -> None:
    till = bench.till
    booking = bench.paid(1_200)
    till.close("2026-09")
    assert till.recognised() == []
    bench.deliver(booking)
    bench.accept(booking)
    view = bench.see(booking)
    assert (view.status, view.released_minor, view.held_minor) == ("done", 1_200, 0)
    till.close("2026-10", at=AT + 30 * DAY)
    assert [row["to"] for row in till.recognised()] == [str(bench.samer.party_id)]


def test_three_parts_are_released_one_by_one_to_the_unit(bench: Bench) -> None:
    booking = bench.paid(333, 333, 334)
    for number, so_far in enumerate((333, 666, 1_000), 1):
        at = AT + number * DAY
        bench.deliver(booking, at=at)
        bench.accept(booking, at=at)
        view = bench.see(booking)
        assert view.released_minor == so_far
        assert view.released_minor + view.held_minor == 1_000
    assert view.status == "done"
    assert [part.status for part in view.parts] == ["accepted"] * 3


def test_a_dispute_in_the_second_part_leaves_the_first_alone(bench: Bench) -> None:
    booking = bench.paid(500, 300, 200)
    bench.deliver(booking)
    bench.accept(booking)
    bench.dispute(booking)
    bench.decide(booking, 350)
    parts = bench.see(booking).parts
    assert [(part.released_minor, part.returned_minor) for part in parts] == [(500, 0), (300, 0), (50, 150)]


def test_without_a_word_a_delivery_is_accepted_when_the_published_term_ends(bench: Bench) -> None:
    booking = bench.paid(1_200)
    bench.deliver(booking)
    ends = bench.see(booking).parts[0].accepts_at
    assert ends == AT + DAY / 2 + 7 * DAY
    assert services.accept_overdue(at=ends - DAY / 24) == 0
    assert services.accept_overdue(at=ends) == 1
    assert services.accept_overdue(at=ends) == 0
    view = bench.see(booking)
    assert (view.status, view.steps[-1].kind, view.released_minor) == ("done", "term_ended", 1_200)


def test_a_dispute_stops_the_term(bench: Bench) -> None:
    booking = bench.paid(1_200)
    bench.deliver(booking)
    bench.dispute(booking, at=AT + DAY)
    assert services.accept_overdue(at=AT + 60 * DAY) == 0
    assert bench.see(booking).held_minor == 1_200


def test_changes_can_be_asked_for_as_often_as_agreed(bench: Bench) -> None:
    booking = bench.paid(1_200, rework=1)
    asked = {"booking_id": booking, "text": "A photo too", "by": bench.till.layla.party_id, "at": AT + DAY}
    with pytest.raises(NotNow):
        services.request_rework(key=key(), **asked)
    bench.deliver(booking)
    services.request_rework(key=key(), **asked)
    bench.deliver(booking, at=AT + 4 * DAY)
    assert bench.see(booking).steps[-1].late_minutes == 2 * 24 * 60
    with pytest.raises(NoReworkLeft):
        services.request_rework(key=key(), **asked)


def test_a_provider_who_gives_up_returns_everything_that_is_held(bench: Bench) -> None:
    booking = bench.paid(500, 700)
    bench.deliver(booking)
    bench.accept(booking)
    services.give_up(booking_id=booking, text="I cannot tell", by=bench.samer.party_id, at=AT + DAY, key=key())
    view = bench.see(booking)
    assert (view.status, view.released_minor, view.returned_minor) == ("given_up", 500, 700)
    assert bench.till.balance("assets:bank") == 500


def test_what_a_treasurer_pays_back_at_the_till_is_taken_over_by_the_story(bench: Bench) -> None:
    booking = bench.paid(500, 700)
    bench.till.refund(bench.order(booking), 300, at=AT + DAY)
    bench.deliver(booking, at=AT + DAY)
    bench.accept(booking, at=AT + 2 * DAY)
    view = bench.see(booking)
    assert [(part.released_minor, part.returned_minor, part.held_minor) for part in view.parts] == [
        (500, 0, 0),
        (0, 300, 400),
    ]
    assert "refunded" in [step.kind for step in view.steps]
    bench.till.refund(bench.order(booking), 400, at=AT + 3 * DAY)
    bench.deliver(booking, at=AT + 3 * DAY)
    bench.accept(booking, at=AT + 3 * DAY)
    assert bench.see(booking).returned_minor == 700


def test_one_key_is_one_deed_and_other_words_under_it_are_refused(bench: Bench) -> None:
    service = bench.service(1_200)
    first = bench.book(service, key="same")
    assert bench.book(service, key="same") == first
    with pytest.raises(KeyReused):
        bench.book(service, key="same", wish="Another plant")
    bench.pay(first)
    facts = {"booking_id": first, "text": "Done", "by": bench.samer.party_id, "at": AT + DAY, "key": "once"}
    services.deliver(**facts)
    services.deliver(**facts)
    services.accept(booking_id=first, by=bench.till.layla.party_id, at=AT + DAY, key="yes")
    services.accept(booking_id=first, by=bench.till.layla.party_id, at=AT + DAY, key="yes")
    assert [step.kind for step in bench.see(first).steps] == ["booked", "paid", "delivered", "accepted"]
    assert bench.till.balance("assets:bank") == 1_200


def test_nobody_books_their_own_nor_acts_on_the_other_side(bench: Bench) -> None:
    service = bench.service(1_200)
    with pytest.raises(OwnService):
        bench.book(service, who=bench.samer)
    booking = bench.book(service)
    bench.pay(booking)
    with pytest.raises(services.NoSuchBooking):
        services.deliver(booking_id=booking, text="I", by=bench.till.layla.party_id, at=AT, key=key())
    bench.deliver(booking)
    for other in (bench.samer, bench.till.stranger, bench.till.treasurer):
        with pytest.raises(services.NoSuchBooking):
            services.accept(booking_id=booking, by=other.party_id, at=AT + DAY, key=key())


def test_what_is_not_paid_in_three_days_is_let_go_and_its_order_closed(bench: Bench) -> None:
    booking = bench.book(bench.service(1_200))
    bench.till.approve(bench.order(booking), 200)
    assert services.let_lapse(at=AT + 2 * DAY) == 0
    assert services.let_lapse(at=AT + 3 * DAY) == 1
    assert bench.see(booking).status == "lapsed"
    assert bench.order(booking).status == "cancelled"
    assert commerce.credit_of_member(membership_id=bench.till.layla.pk) == 200


def test_credit_of_the_buyer_pays_at_once(bench: Bench) -> None:
    booking = bench.book(bench.service(1_200))
    bench.till.approve(bench.order(booking), 2_400)
    second = bench.book(bench.service(1_000))
    assert bench.see(second).status == "running"
    assert bench.see(second).held_minor == 1_000


def test_files_are_handed_out_to_both_sides_only_and_pictures_are_made_anew(bench: Bench, photo: bytes) -> None:
    booking = bench.paid(1_200)
    with pytest.raises(FilesRefused):
        bench.deliver(booking, sent=[("run.exe", b"MZ")])
    with pytest.raises(FilesRefused):
        bench.deliver(booking, sent=[("a.txt", b"a")] * 6)
    bench.deliver(booking, sent=[("leaf.jpg", photo), ("../../plan.pdf", b"%PDF-1.7")])
    files = bench.see(booking).steps[-1].files
    assert [one.name for one in files] == ["leaf.webp", "plan.pdf"]
    path, name = services.get_file(file_id=files[0].id, booking_id=booking, viewer=bench.till.layla.party_id)
    assert path.read_bytes()[8:12] == b"WEBP"
    assert name == "leaf.webp"
    with pytest.raises(services.NoSuchBooking):
        services.get_file(file_id=files[0].id, booking_id=booking, viewer=bench.till.stranger.party_id)


def test_what_was_agreed_is_not_moved_by_a_later_change_of_the_service(bench: Bench) -> None:
    service = bench.service(1_200)
    booking = bench.book(service)
    spec = services.ServiceSpec(title="Dearer", body="b", parts=[services.PartSpec("", 9_900, 9)])
    change = {"service_id": service, "spec": spec, "at": AT}
    with pytest.raises(services.NoSuchService):
        services.change_service(is_open=True, by=bench.till.layla.party_id, **change)
    services.change_service(is_open=False, by=bench.samer.party_id, **change)
    assert bench.see(booking).due_minor == 1_200
    with pytest.raises(services.NoSuchService):
        bench.book(service)


def test_a_suspended_provider_sells_nothing(bench: Bench) -> None:
    service = bench.service(1_200)
    people.suspend_membership(membership=bench.samer, reason="Tricks", by=bench.till.owner, at=AT)
    assert services.list_services(community_id=bench.community.pk) == []
    with pytest.raises(services.NoSuchService):
        bench.book(service)
