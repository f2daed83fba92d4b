"""A service sold, delivered late, disputed, half refunded, reviewed: one story for everybody, and in the ledger."""

import pytest

from diwan.commerce.errors import BadAmount
from diwan.commerce.services.errors import AnotherPerson, NotNow, NotYours, ReviewedAlready, TooSoonAlone
from diwan.kernel.models import AuditLine
from diwan.people import public as people
from diwan.people.errors import NotAllowed

from .conftest import Till
from .services_world import AT, DAY, Bench, key, services


@pytest.fixture
def bench(till: Till) -> Bench:
    return Bench(till)


def test_the_whole_story_reads_the_same_for_all_three_and_in_the_ledger(bench: Bench) -> None:
    till = bench.till
    booking = bench.paid(1_200)
    assert till.balance("liabilities:deferred", till.layla) == 1_200
    bench.deliver(booking, at=AT + 3 * DAY)
    bench.dispute(booking)
    bench.decide(booking, 600)
    review = {"booking_id": booking, "stars": 3, "text": "Late, but right.", "at": AT + 6 * DAY, "key": key()}
    services.write_review(by=till.layla.party_id, **review)
    services.answer_review(
        booking_id=booking, text="I was ill. Sorry.", by=bench.samer.party_id, at=AT + 7 * DAY, key=key()
    )

    views = [bench.see(booking, who) for who in (till.layla, bench.samer, bench.salma)]
    assert len({(view.steps, view.parts, view.status) for view in views}) == 1
    story = views[0]
    kinds = [step.kind for step in story.steps]
    assert kinds == ["booked", "paid", "delivered", "disputed", "decided", "reviewed", "answered"]
    assert story.steps[2].late_minutes == 2 * 24 * 60
    assert story.parts[0].is_late
    assert (story.status, story.held_minor, story.released_minor, story.returned_minor) == ("decided", 0, 600, 600)

    lines = [services.book_lines(booking_id=booking, viewer=who.party_id) for who in (till.layla, bench.salma)]
    assert lines[0] == lines[1]
    assert [(line.kind, line.amount_minor) for line in lines[0]] == [
        ("payment_received", 1_200),
        ("payment_refunded", 600),
    ]
    assert till.balance("assets:bank") == 600
    till.close("2026-10", at=AT + 30 * DAY)
    (earned,) = till.recognised()
    assert (earned["gross"], earned["income"], earned["to"]) == (600, "service", str(bench.samer.party_id))
    assert earned["payer"] == str(till.layla.party_id)
    assert till.balance("liabilities:deferred", till.layla) == 0


def test_each_side_is_told_and_a_bystander_sees_nothing(bench: Bench) -> None:
    booking = bench.paid(1_200)
    with pytest.raises(services.NoSuchBooking):
        bench.see(booking, bench.salma)
    bench.dispute(booking)
    bench.decide(booking, 0)
    assert {"service_booked", "service_disputed", "service_decided"} <= set(bench.told(bench.samer))
    assert {"service_decided", "payment_refunded"} <= set(bench.told(bench.till.layla))
    assert "service_to_decide" in bench.told(bench.salma)
    for outsider in (bench.till.stranger, bench.till.treasurer):
        with pytest.raises(services.NoSuchBooking):
            bench.see(booking, outsider)
        assert not any(kind.startswith("service_") for kind in bench.told(outsider))


def test_only_a_steward_who_is_neither_party_decides_once_and_within_what_is_held(bench: Bench) -> None:
    booking = bench.paid(1_200)
    bench.dispute(booking)
    people.grant_role(membership=bench.samer, role="steward", by=bench.till.owner, at=AT)
    with pytest.raises(NotYours):
        bench.decide(booking, 1_200, by=bench.samer)
    with pytest.raises(NotAllowed):
        bench.decide(booking, 1_200, by=bench.till.layla)
    with pytest.raises(BadAmount):
        bench.decide(booking, 1_201)
    bench.decide(booking, 1_200)
    with pytest.raises(NotNow):
        bench.decide(booking, 0, by=bench.nour)
    assert bench.see(booking).released_minor == 1_200


def test_a_large_sum_needs_a_second_steward_who_agrees_to_the_same_figures(bench: Bench) -> None:
    booking = bench.paid(9_000)
    bench.dispute(booking)
    bench.decide(booking, 4_500)
    view = bench.see(booking, bench.salma)
    assert view.status == "disputed"
    assert view.held_minor == 9_000
    assert "service_to_agree" in bench.told(bench.nour)
    facts = {"booking_id": booking, "content_hash": view.dispute.content_hash, "at": AT + 6 * DAY}
    with pytest.raises(AnotherPerson):
        services.agree_to_decision(by=bench.salma.party_id, key=key(), **facts)
    services.decline_decision(booking_id=booking, text="Too much", by=bench.nour.party_id, at=AT + 6 * DAY, key=key())
    bench.decide(booking, 3_000, at=AT + 7 * DAY)
    facts["content_hash"] = bench.see(booking, bench.nour).dispute.content_hash
    services.agree_to_decision(by=bench.nour.party_id, key=key(), **facts)
    done = bench.see(booking)
    assert (done.status, done.released_minor, done.returned_minor) == ("decided", 3_000, 6_000)
    actions = AuditLine.objects.filter(object_ref=f"booking:{booking}").values_list("action", flat=True)
    assert list(actions) == [
        "service_dispute_proposed", "service_dispute_declined", "service_dispute_proposed", "service_dispute_decided",
    ]  # fmt: skip


def test_where_nobody_else_could_agree_one_may_a_day_later(bench: Bench) -> None:
    booking = bench.paid(9_000)
    for member in (bench.nour, bench.till.owner):
        people.suspend_membership(membership=member, reason="away", by=bench.salma, at=AT)
    bench.dispute(booking)
    at = AT + 5 * DAY
    bench.decide(booking, 0, at=at)
    facts = {"booking_id": booking, "content_hash": bench.see(booking).dispute.content_hash, "by": bench.salma.party_id}
    with pytest.raises(TooSoonAlone):
        services.agree_to_decision(at=at + DAY / 2, key=key(), **facts)
    services.agree_to_decision(at=at + DAY, key=key(), **facts)
    assert bench.see(booking).returned_minor == 9_000


def test_a_review_is_the_buyers_once_and_only_when_the_story_has_ended(bench: Bench) -> None:
    booking = bench.paid(1_200)
    facts = {"booking_id": booking, "stars": 5, "text": "Good", "at": AT + DAY}
    with pytest.raises(NotNow):
        services.write_review(by=bench.till.layla.party_id, key=key(), **facts)
    bench.deliver(booking)
    bench.accept(booking)
    with pytest.raises(services.NoSuchBooking):
        services.write_review(by=bench.samer.party_id, key=key(), **facts)
    services.write_review(by=bench.till.layla.party_id, key=key(), **facts)
    with pytest.raises(ReviewedAlready):
        services.write_review(by=bench.till.layla.party_id, key=key(), **facts)
    answer = {"booking_id": booking, "text": "Thank you", "by": bench.samer.party_id, "at": AT + DAY}
    services.answer_review(key=key(), **answer)
    with pytest.raises(ReviewedAlready):
        services.answer_review(key=key(), **answer)
    (shelf,) = services.list_services(community_id=bench.community.pk)
    assert (shelf.sold_count, shelf.review_count, shelf.stars_tenths) == (1, 1, 50)
