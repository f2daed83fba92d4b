"""The limit of a year, and the operator's own check of names: closed when in doubt."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from diwan.payouts import errors, screening
from diwan.payouts import public as payouts

from .conftest import AT, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def screens() -> Iterator[list[screening.Payee]]:
    """Refuses whoever is called Omar, and remembers who was asked about."""
    asked: list[screening.Payee] = []

    def screen(payee: screening.Payee) -> bool:
        asked.append(payee)
        return "omar" not in payee.holder.lower()

    payouts.register_screen(screen)
    yield asked
    screening.forget(screen)


def two_owed(desk: Desk) -> None:
    for who, amount in ((desk.huda, 4_120), (desk.omar, 900)):
        desk.bank(who)
        desk.owe(who, amount)


def test_whom_the_check_does_not_clear_is_left_out_and_keeps_the_balance(desk: Desk, screens: list) -> None:
    two_owed(desk)
    batch = desk.draft()
    assert ([one.amount_minor for one in batch.payouts], batch.screened_count) == ([4_120], 1)
    assert desk.balance("liabilities:members", desk.omar) == 900
    assert {(payee.country, payee.currency) for payee in screens} == {("SA", "USD")}


def test_the_check_is_asked_again_at_approval(desk: Desk) -> None:
    two_owed(desk)
    batch = desk.draft()

    def nobody(payee: screening.Payee) -> bool:
        return False

    payouts.register_screen(nobody)
    try:
        with pytest.raises(errors.ScreenedOut):
            desk.approve(batch)
    finally:
        screening.forget(nobody)
    assert desk.balance("liabilities:payouts") == 0
    assert desk.approve(batch).status == "approved"


@pytest.mark.parametrize("answer", [None, 1, "yes", ValueError])
def test_a_check_that_breaks_or_does_not_answer_true_clears_nobody(desk: Desk, answer: object) -> None:
    two_owed(desk)

    def screen(payee: screening.Payee) -> bool:
        if answer is ValueError:
            raise ValueError
        return answer  # type: ignore[return-value]  # what a careless operator may write

    payouts.register_screen(screen)
    try:
        with pytest.raises(errors.NothingDue):
            desk.draft()
    finally:
        screening.forget(screen)


def test_where_a_check_is_demanded_and_none_is_there_nobody_is_paid(desk: Desk, settings) -> None:
    two_owed(desk)
    settings.PAYOUT_SCREENING = True
    with pytest.raises(errors.NothingDue):
        desk.draft()


def test_the_limit_of_a_year_caps_and_carries_to_the_next(desk: Desk) -> None:
    desk.bank(desk.huda)
    desk.owe(desk.huda, 4_120)
    limit = {"minimum_minor": 100, "quantum_minor": 1, "year_limit_minor": 3_000}
    payouts.set_terms(community_id=desk.community.pk, by=desk.owner.party_id, at=AT, **limit)
    batch = desk.approve(desk.draft())
    assert batch.total_minor == 3_000
    (due,) = payouts.list_due(community_id=desk.community.pk, at=AT)
    assert (due.obstacle, due.amount_minor, due.payable_minor) == ("year_limit", 1_120, 0)
    (next_year,) = payouts.list_due(community_id=desk.community.pk, at=datetime(2026, 12, 31, 21, tzinfo=UTC))
    assert next_year.payable_minor == 1_120, "midnight in Riyadh"
    payouts.mark_failed(payout_id=batch.payouts[0].id, reason="closed", by=desk.owner.party_id, at=AT)
    (due,) = payouts.list_due(community_id=desk.community.pk, at=AT + timedelta(days=1))
    assert due.payable_minor == 3_000, "what came back does not count"


def test_a_limit_below_zero_is_refused(desk: Desk) -> None:
    with pytest.raises(errors.BadTerms):
        payouts.set_terms(
            community_id=desk.community.pk, minimum_minor=0, quantum_minor=1, year_limit_minor=-1,
            by=desk.owner.party_id, at=AT,
        )  # fmt: skip
