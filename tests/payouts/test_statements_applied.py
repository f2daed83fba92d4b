"""A statement says, a person applies: once, for their own community, and never against what is known."""

import pytest

from diwan.kernel.models import AuditLine
from diwan.ledger import public as ledger
from diwan.payouts import errors
from diwan.payouts import public as payouts
from diwan.people import errors as people_errors

from .conftest import AT, Desk
from .statements.banks import came_back, paid, report, statement

pytestmark = pytest.mark.django_db


def approved(desk: Desk) -> list[payouts.PayoutView]:
    for who, amount in ((desk.huda, 4_120), (desk.omar, 900)):
        desk.bank(who)
        desk.owe(who, amount)
    return list(desk.approve(desk.draft()).payouts)


def read(desk: Desk, *entries: str) -> int:
    return payouts.read_statement(
        community_id=desk.community.pk, content=statement(entries), by=desk.treasurer.party_id, at=AT
    )


def test_reading_books_nothing_and_the_same_file_is_read_once(desk: Desk) -> None:
    huda, _omar = approved(desk)
    first = read(desk, paid(huda.reference, "41.20"))
    assert read(desk, paid(huda.reference, "41.20")) == first
    view = payouts.get_statement(statement_id=first, viewer=desk.owner.party_id)
    assert ([line.effect for line in view.lines], view.applied_at) == (["confirms"], None)
    assert desk.balance("liabilities:payouts") == 5_020


def test_applying_twice_is_refused_and_a_later_statement_of_the_same_payment_changes_nothing(desk: Desk) -> None:
    huda, _omar = approved(desk)
    first = read(desk, paid(huda.reference, "41.20"))
    payouts.apply_statement(statement_id=first, by=desk.owner.party_id, at=AT)
    with pytest.raises(errors.StatementApplied):
        payouts.apply_statement(statement_id=first, by=desk.owner.party_id, at=AT)
    again = read(desk, paid(huda.reference, "41.20", number=2), paid("OTHER9", "1.00"))
    view = payouts.get_statement(statement_id=again, viewer=desk.owner.party_id)
    assert [line.effect for line in view.lines] == ["known"]
    payouts.apply_statement(statement_id=again, by=desk.owner.party_id, at=AT)
    sent = ledger.list_entries(community_id=desk.community.pk, kinds=["payout_sent"])
    assert len(sent) == 1
    assert desk.notices(desk.huda).count("payout_sent") == 1


def test_a_wrong_amount_is_shown_and_changes_nothing(desk: Desk) -> None:
    huda, omar = approved(desk)
    found = read(desk, paid(huda.reference, "41.21"), paid(omar.reference, "9.00", currency="EUR"))
    view = payouts.get_statement(statement_id=found, viewer=desk.owner.party_id)
    assert view.counts == {"differs": 2}
    payouts.apply_statement(statement_id=found, by=desk.owner.party_id, at=AT)
    assert desk.balance("liabilities:payouts") == 5_020


def test_what_the_keeper_did_between_reading_and_applying_stands(desk: Desk) -> None:
    huda, omar = approved(desk)
    found = read(desk, paid(huda.reference, "41.20"), came_back(omar.reference, "9.00"))
    payouts.mark_failed(payout_id=huda.id, reason="by hand", by=desk.owner.party_id, at=AT)
    payouts.mark_failed(payout_id=omar.id, reason="by hand", by=desk.owner.party_id, at=AT)
    payouts.apply_statement(statement_id=found, by=desk.owner.party_id, at=AT)
    assert desk.balance("liabilities:members") == 5_020
    assert {one.reason for one in payouts.list_payouts(party=desk.huda.party_id)} == {"by hand"}
    assert ledger.check(community_id=desk.community.pk) == []


def test_a_payment_the_payee_confirmed_is_not_called_back_by_a_file(desk: Desk) -> None:
    huda, _omar = approved(desk)
    payouts.mark_sent(payout_id=huda.id, proof="FT1", by=desk.owner.party_id, at=AT)
    payouts.confirm_receipt(payout_id=huda.id, by=desk.huda.party_id, at=AT)
    found = read(desk, came_back(huda.reference, "41.20"))
    payouts.apply_statement(statement_id=found, by=desk.owner.party_id, at=AT)
    assert payouts.list_payouts(party=desk.huda.party_id)[0].status == "confirmed"
    assert desk.balance("liabilities:members", desk.huda) == 0


def test_a_report_of_refusals_returns_to_the_balance(desk: Desk) -> None:
    huda, _omar = approved(desk)
    content = report([huda.reference])
    found = payouts.read_statement(community_id=desk.community.pk, content=content, by=desk.owner.party_id, at=AT)
    payouts.apply_statement(statement_id=found, by=desk.owner.party_id, at=AT)
    assert desk.balance("liabilities:members", desk.huda) == 4_120
    assert "payout_failed" in desk.notices(desk.huda)


def test_only_keepers_of_this_community_read_or_apply(desk: Desk, another_desk) -> None:
    huda, _omar = approved(desk)
    found, forest = read(desk, paid(huda.reference, "41.20")), another_desk("forest")
    for outsider in (desk.huda, desk.stranger, forest.owner):
        with pytest.raises(errors.NoSuchStatement):
            payouts.get_statement(statement_id=found, viewer=outsider.party_id)
        with pytest.raises(errors.NoSuchStatement):
            payouts.apply_statement(statement_id=found, by=outsider.party_id, at=AT)
    with pytest.raises(people_errors.NotAllowed):
        payouts.read_statement(community_id=desk.community.pk, content=statement([]), by=desk.huda.party_id, at=AT)


def test_another_communitys_payment_is_nobody_here(desk: Desk, another_desk) -> None:
    huda, _omar = approved(desk)
    forest = another_desk("forest")
    found = payouts.read_statement(
        community_id=forest.community.pk, content=statement([paid(huda.reference, "41.20")]),
        by=forest.owner.party_id, at=AT,
    )  # fmt: skip
    assert payouts.get_statement(statement_id=found, viewer=forest.owner.party_id).lines == ()
    assert AuditLine.objects.filter(action="payout_statement_read", scope=forest.community.pk).count() == 1
