from datetime import UTC, datetime, timedelta

import pytest

from diwan.kernel import audit
from diwan.kernel.models import AuditLine, OutboxMessage
from diwan.ledger import public as ledger
from diwan.payouts import errors
from diwan.payouts import public as payouts
from diwan.people import errors as people_errors
from diwan.people import public as people
from diwan.trust import public as trust

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 8, 9, tzinfo=UTC)


def test_huda_is_paid_by_two_people_and_says_it_arrived(desk) -> None:
    desk.owe(desk.huda, 4_120)
    desk.bank(desk.huda)
    batch = desk.draft()
    assert (batch.total_minor, batch.status, len(batch.hash)) == (4_120, "draft", 64)
    assert desk.balance("liabilities:payouts") == 0, "a draft books nothing"
    assert payouts.list_payouts(party=desk.huda.party_id) == []
    assert "payout_batch_to_approve" in desk.notices(desk.owner)
    desk.approve(batch)
    assert (desk.balance("liabilities:members"), desk.balance("liabilities:payouts", desk.huda)) == (0, 4_120)
    (payout,) = payouts.list_payouts(party=desk.huda.party_id)
    sent = payouts.mark_sent(payout_id=payout.id, proof="FT26312", by=desk.treasurer.party_id, at=AT)
    assert (sent.status, sent.proof) == ("sent", "FT26312")
    assert (desk.balance("liabilities:payouts"), desk.balance("assets:bank")) == (0, 0)
    done = payouts.confirm_receipt(payout_id=payout.id, by=desk.huda.party_id, at=AT + timedelta(hours=3))
    assert (done.status, done.confirmed_at) == ("confirmed", AT + timedelta(hours=3))
    assert payouts.confirm_receipt(payout_id=payout.id, by=desk.huda.party_id, at=AT).confirmed_at == done.confirmed_at
    kinds = [e.kind for e in ledger.list_entries(community_id=desk.community.pk)]
    assert kinds == ["settlement_posted", "payout_batched", "payout_sent"]
    assert ledger.check(community_id=desk.community.pk) == []


def test_the_drafter_does_not_approve_not_even_from_another_account(desk) -> None:
    desk.owe(desk.huda, 4_120)
    desk.bank(desk.huda)
    alt = people.join_community(person=desk.stranger.person, community=desk.community, at=AT)
    people.grant_role(membership=alt, role="treasurer", by=desk.owner, at=AT)
    people.merge_memberships(keep=desk.treasurer, other=alt, by=desk.owner, at=AT)
    batch = desk.draft()
    for same in (desk.treasurer, alt):
        with pytest.raises(errors.NeedsAnotherPerson):
            payouts.approve_batch(batch_id=batch.id, batch_hash=batch.hash, by=same.party_id, at=AT + timedelta(days=9))
    assert desk.balance("liabilities:payouts") == 0
    assert desk.approve(batch).status == "approved"
    with pytest.raises(errors.BatchClosed):
        desk.approve(batch)


def test_a_solo_owner_waits_a_day_and_gets_letters(desk) -> None:
    people.revoke_role(membership=desk.treasurer, role="treasurer", by=desk.owner, at=AT)
    desk.owe(desk.huda, 4_120)
    desk.bank(desk.huda)
    batch = payouts.draft_batch(community_id=desk.community.pk, by=desk.owner.party_id, at=AT)
    assert batch.alone_from == AT + timedelta(hours=24)
    with pytest.raises(errors.TooEarly, match="24"):
        desk.approve(batch, at=AT + timedelta(hours=24, seconds=-1))
    assert desk.approve(batch, at=AT + timedelta(hours=24)).status == "approved"
    letters = [m.payload["kind"] for m in OutboxMessage.objects.order_by("pk")]
    assert {"payout_batch_drafted_alone", "payout_batch_approved_alone"} <= set(letters)
    line = AuditLine.objects.get(action="payout_batch_approved")
    assert line.detail["alone"] is True


def test_a_second_keeper_who_arrives_while_a_solo_draft_waits_must_approve_it(desk) -> None:
    people.revoke_role(membership=desk.treasurer, role="treasurer", by=desk.owner, at=AT)
    desk.owe(desk.huda, 4_120)
    desk.bank(desk.huda)
    batch = payouts.draft_batch(community_id=desk.community.pk, by=desk.owner.party_id, at=AT)
    people.grant_role(membership=desk.omar, role="treasurer", by=desk.owner, at=AT)
    with pytest.raises(errors.NeedsAnotherPerson):
        desk.approve(batch, at=AT + timedelta(days=2))


def test_an_approval_is_bound_to_what_was_looked_at(desk) -> None:
    desk.owe(desk.huda, 4_120)
    desk.bank(desk.huda)
    batch = desk.draft()
    with pytest.raises(errors.BatchChanged):
        payouts.approve_batch(batch_id=batch.id, batch_hash="0" * 64, by=desk.owner.party_id, at=AT)
    from diwan.payouts.models import Payout

    for change in ({"amount_minor": 41_200}, {"party": desk.omar.party_id}):
        before = Payout.objects.filter(batch=batch.id).values(*change).get()
        Payout.objects.filter(batch=batch.id).update(**change)
        with pytest.raises(errors.BatchChanged):
            desk.approve(batch)
        Payout.objects.filter(batch=batch.id).update(**before)
    desk.bank(desk.huda, "GB82WEST12345698765432", at=AT + timedelta(minutes=1))
    with pytest.raises(errors.BatchChanged):
        desk.approve(batch)
    payouts.cancel_batch(batch_id=batch.id, by=desk.owner.party_id, at=AT)
    assert desk.balance("liabilities:members", desk.huda) == 4_120


def test_a_changed_destination_is_told_and_waits_three_days(desk) -> None:
    first = desk.bank(desk.huda, at=AT)
    assert first.usable_from == AT, "nothing is earned yet"
    desk.owe(desk.huda, 4_120)
    assert desk.bank(desk.huda, at=AT + timedelta(days=1)).set_at == AT, "the same destination again is no change"
    desk.bank(desk.huda, "GB82WEST12345698765432", at=AT)
    (due,) = payouts.list_due(community_id=desk.community.pk, at=AT)
    assert (due.obstacle, due.payable_minor, due.held_until) == ("method_on_hold", 0, AT + timedelta(hours=72))
    assert desk.notices(desk.huda) == ["payout_method_changed"] * 2
    with pytest.raises(errors.NothingDue):
        desk.draft(at=AT + timedelta(hours=72, seconds=-1))
    assert desk.draft(at=AT + timedelta(hours=72)).payouts[0].method_mask == "…5432"


def test_what_fails_or_comes_back_is_on_the_balance_again(desk) -> None:
    for who, amount in ((desk.huda, 4_120), (desk.omar, 900)):
        desk.owe(who, amount)
        desk.bank(who)
    big, small = desk.approve(desk.draft()).payouts
    payouts.mark_sent(payout_id=big.id, proof="FT1", by=desk.owner.party_id, at=AT, paid_from="wallet")
    assert desk.balance("assets:wallet") == -4_120
    came_back = payouts.mark_failed(payout_id=big.id, reason="account closed", by=desk.owner.party_id, at=AT)
    never_left = payouts.mark_failed(payout_id=small.id, reason="no such bank", by=desk.owner.party_id, at=AT)
    assert (came_back.status, never_left.status, came_back.reason) == ("returned", "failed", "account closed")
    assert (desk.balance("assets:wallet"), desk.balance("liabilities:payouts")) == (0, 0)
    assert desk.balance("liabilities:members", desk.huda) == 4_120
    assert desk.balance("liabilities:members", desk.omar) == 900
    assert "payout_failed" in desk.notices(desk.huda)
    for again in (big, small):
        with pytest.raises(errors.PayoutClosed):
            payouts.mark_sent(payout_id=again.id, proof="FT2", by=desk.owner.party_id, at=AT)
        with pytest.raises(errors.PayoutClosed):
            payouts.mark_failed(payout_id=again.id, reason="again", by=desk.owner.party_id, at=AT)
    assert desk.draft().total_minor == 5_020


def test_a_payment_that_arrived_cannot_be_called_back(desk, photo) -> None:
    desk.owe(desk.huda, 4_120)
    desk.bank(desk.huda)
    (payout,) = desk.approve(desk.draft()).payouts
    with pytest.raises(errors.PayoutClosed):
        payouts.confirm_receipt(payout_id=payout.id, by=desk.huda.party_id, at=AT)
    with pytest.raises(errors.ProofNeeded):
        payouts.mark_sent(payout_id=payout.id, proof=" ", by=desk.owner.party_id, at=AT)
    with pytest.raises(errors.NotAPicture):
        payouts.mark_sent(payout_id=payout.id, proof="", by=desk.owner.party_id, at=AT, photo=b"<svg/>")
    sent = payouts.mark_sent(payout_id=payout.id, proof="", by=desk.owner.party_id, at=AT, photo=photo)
    assert sent.has_photo
    for viewer in (desk.huda, desk.owner, desk.treasurer):
        assert payouts.get_proof_photo(payout_id=payout.id, viewer=viewer.party_id).is_file()
    for viewer in (desk.omar, desk.stranger):
        with pytest.raises(errors.NoSuchPayout):
            payouts.get_proof_photo(payout_id=payout.id, viewer=viewer.party_id)
    with pytest.raises(errors.PayoutClosed):
        payouts.mark_sent(payout_id=payout.id, proof="twice", by=desk.owner.party_id, at=AT)
    payouts.confirm_receipt(payout_id=payout.id, by=desk.huda.party_id, at=AT)
    with pytest.raises(errors.PayoutClosed):
        payouts.mark_failed(payout_id=payout.id, reason="oops", by=desk.owner.party_id, at=AT)


def test_nobody_is_paid_more_than_the_ledger_owes_at_approval(desk) -> None:
    desk.owe(desk.huda, 4_120)
    desk.owe(desk.omar, 1_000)
    desk.bank(desk.huda)
    desk.bank(desk.omar)
    batch = desk.draft()
    desk.carry(desk.huda, 120)
    with pytest.raises(errors.NotOwed, match="Huda"):
        desk.approve(batch)
    assert desk.balance("liabilities:payouts") == 0, "all or none"
    payouts.cancel_batch(batch_id=batch.id, by=desk.owner.party_id, at=AT)
    assert {p.amount_minor for p in desk.draft().payouts} == {4_000, 1_000}


def test_small_balances_wait_and_banks_pay_in_their_own_units(another_desk) -> None:
    desk = another_desk("kuwait", currency="KWD")
    desk.owe(desk.huda, 12_503)
    desk.owe(desk.omar, 4_999)
    desk.bank(desk.huda)
    desk.bank(desk.omar)
    payouts.set_terms(
        community_id=desk.community.pk, minimum_minor=5_000, quantum_minor=10, by=desk.owner.party_id, at=AT
    )
    due = {row.party: row for row in payouts.list_due(community_id=desk.community.pk, at=AT)}
    assert due[desk.omar.party_id].obstacle == "below_minimum"
    assert (due[desk.huda.party_id].amount_minor, due[desk.huda.party_id].payable_minor) == (12_503, 12_500)
    desk.approve(desk.draft())
    assert desk.balance("liabilities:members", desk.huda) == 3
    assert desk.balance("liabilities:members", desk.omar) == 4_999
    with pytest.raises(errors.BadTerms):
        payouts.set_terms(
            community_id=desk.community.pk, minimum_minor=0, quantum_minor=0, by=desk.owner.party_id, at=AT
        )


def test_one_draft_at_a_time_and_none_of_nothing(desk) -> None:
    with pytest.raises(errors.NothingDue):
        desk.draft()
    desk.owe(desk.huda, 4_120)
    (due,) = payouts.list_due(community_id=desk.community.pk, at=AT)
    assert (due.obstacle, due.payable_minor) == ("no_method", 0)
    desk.bank(desk.huda)
    batch = desk.draft()
    with pytest.raises(errors.DraftWaiting, match="1"):
        desk.draft()
    payouts.cancel_batch(batch_id=batch.id, by=desk.treasurer.party_id, at=AT)
    with pytest.raises(errors.BatchClosed):
        payouts.cancel_batch(batch_id=batch.id, by=desk.treasurer.party_id, at=AT)
    with pytest.raises(errors.BatchClosed):
        desk.approve(batch)
    assert [b.number for b in (desk.draft(), *payouts.list_batches(community_id=desk.community.pk))] == [2, 2, 1]


def test_strangers_and_payees_may_neither_see_nor_move_a_batch(desk, another_desk) -> None:
    desk.owe(desk.huda, 4_120)
    desk.bank(desk.huda)
    elsewhere = another_desk("roof")
    batch = desk.draft()
    payout = batch.payouts[0]
    for nobody in (desk.huda, desk.stranger, elsewhere.owner, elsewhere.treasurer):
        by = nobody.party_id
        with pytest.raises(people_errors.NotAllowed):
            payouts.draft_batch(community_id=desk.community.pk, by=by, at=AT)
        with pytest.raises(people_errors.NotAllowed):
            payouts.set_terms(community_id=desk.community.pk, minimum_minor=0, quantum_minor=1, by=by, at=AT)
        for act in (
            lambda by=by: payouts.get_batch(batch_id=batch.id, viewer=by),
            lambda by=by: payouts.approve_batch(batch_id=batch.id, batch_hash=batch.hash, by=by, at=AT),
            lambda by=by: payouts.cancel_batch(batch_id=batch.id, by=by, at=AT),
            lambda by=by: payouts.export_batch(batch_id=batch.id, by=by, at=AT),
        ):
            with pytest.raises(errors.NoSuchBatch):
                act()
        for act in (
            lambda by=by: payouts.mark_sent(payout_id=payout.id, proof="x", by=by, at=AT),
            lambda by=by: payouts.mark_failed(payout_id=payout.id, reason="x", by=by, at=AT),
        ):
            with pytest.raises(errors.NoSuchPayout):
                act()
    for not_the_payee in (desk.omar, desk.owner, elsewhere.huda):
        with pytest.raises(errors.NoSuchPayout):
            payouts.confirm_receipt(payout_id=payout.id, by=not_the_payee.party_id, at=AT)
    assert payouts.list_payouts(party=desk.stranger.party_id) == []
    assert payouts.list_batches(community_id=elsewhere.community.pk) == []
    assert list(audit.broken_lines(scope=desk.community.pk)) == []


def test_somebody_erased_is_paid_nowhere_and_the_money_stays_owed(desk) -> None:
    """Their row of the destination stays in the books' history; what it led to is gone."""
    desk.owe(desk.huda, 3_000)
    desk.owe(desk.omar, 2_000)
    for who in (desk.huda, desk.omar):
        desk.bank(who)
    trust.erase_person(person_id=desk.huda.person_id, at=AT)

    batch = desk.draft()

    assert [row.party for row in batch.payouts] == [desk.omar.party_id]
    due = {row.party: row for row in payouts.list_due(community_id=desk.community.pk, at=AT)}
    assert (due[desk.huda.party_id].amount_minor, due[desk.huda.party_id].obstacle) == (3_000, "no_method")
