"""Weekly hours by the provider's clock, booked by the buyer's; nobody is booked twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from diwan.commerce.services.errors import BadHours, NeedsAppointment, TimeTaken
from diwan.commerce.services.models import BookedQuarter, Service
from diwan.commerce.services.queries.times import free_times

from .conftest import Till
from .services_world import AT, DAY, Bench, services, utc

HOUR = timedelta(hours=1)


@pytest.fixture
def bench(till: Till) -> Bench:
    return Bench(till)


def hours(bench: Bench, *rows: tuple[int, int, int], zone: str = "Asia/Riyadh") -> None:
    said = [services.HoursSpec(*row) for row in rows]
    services.set_hours(community_id=bench.community.pk, hours=said, zone=zone, by=bench.samer.party_id)


def times(bench: Bench, service: int, at: object = AT) -> list:
    return free_times(service=Service.objects.get(pk=service), at=at)


def test_hours_are_instants_of_the_providers_wall_clock(bench: Bench) -> None:
    # AT is a Monday; Samer's hours are Tuesday nine to eleven in Riyadh (UTC+3).
    hours(bench, (1, 540, 660))
    found = times(bench, bench.service(minutes=60))
    assert found == [utc(2026, 10, 6, 6), utc(2026, 10, 6, 7), utc(2026, 10, 13, 6), utc(2026, 10, 13, 7)]


def test_an_hour_the_clocks_leave_out_is_not_offered(bench: Bench) -> None:
    # On 28 March 2027 clocks in Berlin go from 02:00 to 03:00.
    hours(bench, (6, 60, 240), zone="Europe/Berlin")
    found = times(bench, bench.service(minutes=60), utc(2027, 3, 22, 9))
    assert found[:2] == [utc(2027, 3, 28, 0), utc(2027, 3, 28, 1)]
    assert len([one for one in found if one < utc(2027, 3, 29)]) == 2


def test_a_booked_time_is_gone_for_everybody_and_back_when_it_lapses(bench: Bench) -> None:
    hours(bench, (1, 540, 660))
    service = bench.service(minutes=60)
    with pytest.raises(NeedsAppointment):
        bench.book(service)
    first = times(bench, service)[0]
    bench.book(service, appointment_at=first)
    assert first not in times(bench, service)
    with pytest.raises(TimeTaken):
        bench.book(service, who=bench.till.stranger, appointment_at=first)
    later = AT + 3 * DAY
    free = utc(2026, 10, 13, 6)
    bench.book(service, at=later, who=bench.till.stranger, appointment_at=free)
    assert BookedQuarter.objects.filter(quarter_at=first).count() == 0


def test_a_time_outside_the_hours_cannot_be_booked(bench: Bench) -> None:
    hours(bench, (1, 540, 660))
    service = bench.service(minutes=60)
    with pytest.raises(TimeTaken):
        bench.book(service, appointment_at=utc(2026, 10, 6, 6, 15))


def test_two_services_of_one_provider_share_one_calendar(bench: Bench) -> None:
    hours(bench, (1, 540, 660))
    long, short = bench.service(minutes=90), bench.service(minutes=30)
    bench.book(long, appointment_at=utc(2026, 10, 6, 6))
    assert times(bench, short)[0] == utc(2026, 10, 6, 7, 30)


def test_the_database_itself_refuses_a_second_booking_of_a_quarter(bench: Bench) -> None:
    hours(bench, (1, 540, 660))
    service = bench.service(minutes=60)
    booking = bench.book(service, appointment_at=times(bench, service)[0])
    taken = BookedQuarter.objects.filter(booking=booking).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        BookedQuarter.objects.create(provider=taken.provider, quarter_at=taken.quarter_at, booking_id=booking)


@pytest.mark.parametrize("row", [(7, 0, 60), (0, 60, 60), (0, 5, 60), (0, 0, 1500)])
def test_hours_that_cannot_be_are_refused(bench: Bench, row: tuple[int, int, int]) -> None:
    with pytest.raises(BadHours):
        hours(bench, row)
    with pytest.raises(BadHours):
        hours(bench, (0, 60, 180), (0, 120, 240))
    with pytest.raises(BadHours):
        hours(bench, (0, 60, 180), zone="Nowhere/Land")


def test_the_days_of_work_count_from_the_end_of_the_appointment(bench: Bench) -> None:
    hours(bench, (1, 540, 660))
    service = bench.service(minutes=60, days=2)
    start = times(bench, service)[0]
    booking = bench.book(service, appointment_at=start)
    bench.pay(booking)
    assert bench.see(booking).parts[0].due_at == start + HOUR + 2 * DAY
