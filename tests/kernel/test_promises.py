from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.utils import CursorWrapper

from diwan.kernel import audit, idempotency, ids, locks, outbox, registry, schedule
from diwan.kernel.models import AuditLine, JobRun, OutboxMessage
from diwan.kernel.periods import Period, UnreadablePeriod

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
Superuser = Callable[[], AbstractContextManager[CursorWrapper]]


@pytest.mark.django_db
def test_the_same_request_twice_has_its_effect_once_and_another_body_is_refused() -> None:
    effects: list[int] = []

    def run() -> dict[str, int]:
        effects.append(1)
        return {"order": 7}

    facts = {"scope": 1, "actor": "a", "endpoint": "orders", "key": "k1", "at": AT, "run": run}
    assert idempotency.once(body={"offer": 3}, **facts) == idempotency.once(body={"offer": 3}, **facts) == {"order": 7}
    assert effects == [1]
    with pytest.raises(idempotency.KeyReused):
        idempotency.once(body={"offer": 4}, **facts)
    assert idempotency.once(body={"offer": 4}, **{**facts, "actor": "b"}) == {"order": 7}
    assert effects == [1, 1]


@pytest.mark.django_db
def test_an_audit_line_is_written_once() -> None:
    line = audit.record(scope=5, actor="a", action="did", object_ref="1", at=AT)
    for change in (lambda: AuditLine.objects.update(actor="b"), AuditLine.objects.all().delete, line.save):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            change()
    assert list(AuditLine.objects.values_list("actor", flat=True)) == ["a"]


@pytest.mark.django_db
def test_an_altered_or_removed_audit_line_shows(superuser: Superuser) -> None:
    for number in range(4):
        audit.record(scope=5, actor="a", action="did", object_ref=str(number), at=AT)
    assert list(audit.broken_lines(scope=5)) == []
    with superuser():
        AuditLine.objects.filter(scope=5, number=2).update(actor="b")
    assert [line.number for line in audit.broken_lines(scope=5)] == [2]
    with superuser():
        AuditLine.objects.filter(scope=5, number=2).delete()
    assert [line.number for line in audit.broken_lines(scope=5)] == [3]


@pytest.mark.django_db
def test_a_letter_that_fails_is_kept_and_tried_again_later() -> None:
    sent: list[object] = []

    @outbox.consumer("test-letter")
    def send(payload: object) -> None:
        if not sent:
            sent.append("failed")
            raise OSError("the mail server is away")
        sent.append(payload)

    outbox.put(topic="test-letter", payload={"to": "x"}, at=AT)
    assert outbox.deliver(at=AT) == 0
    assert OutboxMessage.objects.get().last_error == "the mail server is away"
    assert outbox.deliver(at=AT + timedelta(seconds=30)) == 0
    assert outbox.deliver(at=AT + timedelta(minutes=2)) == 1
    assert outbox.deliver(at=AT + timedelta(minutes=9)) == 0


@pytest.mark.django_db
def test_one_failing_job_does_not_stop_the_others() -> None:
    ran: list[str] = []

    @schedule.job("test-breaks", every=timedelta(hours=1))
    def breaks(at: datetime) -> None:
        raise ValueError("broken")

    @schedule.job("test-works", every=timedelta(hours=1))
    def works(at: datetime) -> None:
        ran.append("works")

    schedule.run_due(at=AT)
    schedule.run_due(at=AT + timedelta(minutes=59))
    schedule.run_due(at=AT + timedelta(minutes=61))
    assert ran == ["works", "works"]
    assert JobRun.objects.get(name="test-breaks").last_error == "broken"
    schedule._jobs.pop("test-breaks")
    schedule._jobs.pop("test-works")


@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction_to_live_in() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        locks.exclusive("close:1")


def test_a_subscriber_counts_once_however_often_it_subscribes() -> None:
    heard: list[int] = []

    def hear(number: int) -> None:
        heard.append(number)

    registry.subscribe("test.event", hear)
    registry.subscribe("test.event", hear)
    registry.announce("test.event", number=3)
    assert heard == [3]


def test_months_are_half_open_and_follow_one_another_across_years() -> None:
    december = Period("2026-12")
    assert december.next() == Period("2027-01") > december
    assert Period("2027-01").previous() == december
    assert december.end("Asia/Amman") == Period("2027-01").start("Asia/Amman")
    late = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    assert (Period.of(late, "UTC"), Period.of(late, "Asia/Amman")) == (december, december.next())
    assert (december.last_date().day, Period("2028-02").last_date().day) == (31, 29)


@pytest.mark.parametrize("label", ["2026-13", "2026-00", "26-10", "2026-1", "october", "", "2026-10 "])
def test_what_is_not_a_month_is_refused_with_a_sentence(label: str) -> None:
    with pytest.raises(UnreadablePeriod, match="is not a month"):
        Period(label)


def test_ids_grow_with_time_and_codes_can_be_read_aloud() -> None:
    made = [ids.new_id() for _ in range(3)]
    assert {one.version for one in made} == {7}
    assert made[0].int >> 80 <= made[2].int >> 80
    assert not set("01ILO") & set("".join(ids.short_code(8) for _ in range(50)))
