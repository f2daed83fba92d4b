"""A member leaves earnings to the common pot, and may think again until the next batch is approved."""

import pytest

from diwan.ledger import public as ledger
from diwan.payouts import errors
from diwan.payouts import public as payouts

from .conftest import AT, Desk

pytestmark = pytest.mark.django_db


def give(desk: Desk, amount_minor: int, key: str = "one") -> int:
    return payouts.donate(membership_id=desk.huda.pk, amount_minor=amount_minor, at=AT, key=key)


def test_part_of_what_is_payable_goes_to_the_pot_and_the_rest_is_paid(desk: Desk) -> None:
    desk.bank(desk.huda)
    desk.owe(desk.huda, 4_120)
    gift = give(desk, 1_000)
    assert give(desk, 1_000) == gift, "the same form twice gives once"
    assert (desk.balance("funds:community"), desk.balance("liabilities:members", desk.huda)) == (1_000, 3_120)
    assert desk.draft().total_minor == 3_120
    assert ledger.check(community_id=desk.community.pk) == []


def test_all_of_it_may_be_waived_and_taken_back_until_a_batch_is_approved(desk: Desk) -> None:
    desk.owe(desk.huda, 4_120)
    gift = give(desk, 4_120)
    payouts.withdraw_donation(donation_id=gift, by=desk.huda.party_id, at=AT, key="back")
    payouts.withdraw_donation(donation_id=gift, by=desk.huda.party_id, at=AT, key="back again")
    assert (desk.balance("funds:community"), desk.balance("liabilities:members", desk.huda)) == (0, 4_120)
    kinds = [entry.kind for entry in ledger.list_entries(community_id=desk.community.pk)]
    assert kinds == ["settlement_posted", "payable_donated", "donation_withdrawn"]


def test_once_a_batch_is_approved_a_gift_stays(desk: Desk) -> None:
    for who in (desk.huda, desk.omar):
        desk.bank(who)
        desk.owe(who, 4_120)
    gift = give(desk, 120)
    desk.approve(desk.draft())
    with pytest.raises(errors.DonationFinal):
        payouts.withdraw_donation(donation_id=gift, by=desk.huda.party_id, at=AT, key="back")
    assert payouts.list_donations(party=desk.huda.party_id)[0].is_final


@pytest.mark.parametrize("amount", [0, -5, 4_121])
def test_nobody_gives_more_than_is_theirs_to_give(desk: Desk, amount: int) -> None:
    desk.owe(desk.huda, 4_120)
    desk.owe(desk.omar, 9_000)
    with pytest.raises(errors.TooMuchToGive):
        give(desk, amount)


def test_what_is_carried_against_somebody_cannot_be_given_away(desk: Desk) -> None:
    desk.owe(desk.huda, 4_120)
    desk.carry(desk.huda, 4_000)
    with pytest.raises(errors.TooMuchToGive):
        give(desk, 121)
    give(desk, 120)


def test_money_in_a_draft_waits_for_its_decision(desk: Desk) -> None:
    desk.bank(desk.huda)
    desk.owe(desk.huda, 4_120)
    batch = desk.draft()
    with pytest.raises(errors.InBatch):
        give(desk, 1)
    payouts.cancel_batch(batch_id=batch.id, by=desk.owner.party_id, at=AT)
    give(desk, 1)


def test_a_gift_is_its_givers_alone(desk: Desk) -> None:
    desk.owe(desk.huda, 4_120)
    gift = give(desk, 1_000)
    for other in (desk.omar, desk.owner, desk.stranger):
        with pytest.raises(errors.NoSuchDonation):
            payouts.withdraw_donation(donation_id=gift, by=other.party_id, at=AT, key="mine?")
    assert payouts.list_donations(party=desk.omar.party_id) == []
