"""Somebody else sits in a member's account, or means to: what they cannot do with the earnings, and who hears of it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from diwan.kernel.models import OutboxMessage
from diwan.ledger import public as ledger
from diwan.payouts import errors
from diwan.payouts import public as payouts
from diwan.payouts.models import FormerAddress, Method, Payout
from diwan.people import public as people

from .conftest import AT, BEFORE, IBAN, Desk

pytestmark = pytest.mark.django_db
THIEF = "GB82WEST12345698765432"
HOLD = timedelta(hours=72)
MOMENT = timedelta(seconds=1)


def payable(desk: Desk, who: people.Membership, at: datetime) -> int:
    rows = payouts.list_due(community_id=desk.community.pk, at=at)
    return sum(row.payable_minor for row in rows if row.party == who.party_id)


def former_letters() -> list[str]:
    rows = OutboxMessage.objects.filter(topic=payouts.LETTER_TO_FORMER).order_by("pk")
    return [payouts.former_address(address_id=row.payload["address"]) for row in rows]


def hold_back(desk: Desk, who: people.Membership) -> None:
    ledger.post(
        community_id=desk.community.pk, kind="settlement_posted", effective_date=AT.date(), at=AT, key="held",
        currency="USD",
        legs=[
            ledger.LegSpec("assets:bank", "debit", 700),
            ledger.LegSpec("liabilities:held", "credit", 700, who.party_id),
        ],
    )  # fmt: skip


def test_the_first_destination_waits_where_something_is_earned_already(desk: Desk) -> None:
    desk.owe(desk.huda, 4_120)
    assert desk.bank(desk.huda, THIEF, at=AT).usable_from == AT + HOLD
    assert payable(desk, desk.huda, AT + HOLD - MOMENT) == 0
    assert payable(desk, desk.huda, AT + HOLD) == 4_120


def test_earnings_that_are_still_held_back_count_as_earnings(desk: Desk) -> None:
    hold_back(desk, desk.huda)
    assert desk.bank(desk.huda, THIEF, at=AT).usable_from == AT + HOLD


def test_somebody_who_earned_nothing_yet_need_not_wait(desk: Desk) -> None:
    desk.owe(desk.omar, 4_120)
    assert desk.bank(desk.huda, at=AT).usable_from == AT


def test_while_a_change_waits_neither_the_old_nor_the_new_is_paid(desk: Desk) -> None:
    desk.bank(desk.huda)
    desk.owe(desk.huda, 4_120)
    desk.bank(desk.huda, THIEF, at=AT)
    assert payable(desk, desk.huda, AT + HOLD - MOMENT) == 0
    with pytest.raises(errors.NothingDue):
        desk.draft(at=AT + HOLD - MOMENT)


def test_toggling_back_does_not_skip_the_wait(desk: Desk) -> None:
    desk.bank(desk.huda)
    desk.owe(desk.huda, 4_120)
    desk.bank(desk.huda, THIEF, at=AT)
    back = desk.bank(desk.huda, IBAN, at=AT + timedelta(hours=1))
    assert back.usable_from == AT + timedelta(hours=1) + HOLD


def test_toggling_away_and_back_again_never_reaches_the_thief_early(desk: Desk) -> None:
    desk.bank(desk.huda)
    desk.owe(desk.huda, 4_120)
    for hours in range(0, 72, 12):
        desk.bank(desk.huda, THIEF if hours % 24 == 0 else IBAN, at=AT + timedelta(hours=hours))
    thief = desk.bank(desk.huda, THIEF, at=AT + timedelta(hours=72))
    assert thief.usable_from == AT + timedelta(hours=72) + HOLD


def test_saying_the_same_again_neither_shortens_nor_lengthens_the_wait(desk: Desk) -> None:
    desk.bank(desk.huda)
    first = desk.bank(desk.huda, THIEF, at=AT)
    again = desk.bank(desk.huda, f" {THIEF[:4]} {THIEF[4:]} ".lower(), at=AT + timedelta(hours=71))
    assert (again.id, again.usable_from) == (first.id, AT + HOLD)


def test_only_the_bank_code_or_the_spelling_changed_is_a_change_too(desk: Desk) -> None:
    desk.bank(desk.huda)
    details = {"holder": desk.huda.person.display_name, "account": IBAN, "bic": "NCBKSAJE"}
    changed = payouts.set_method(membership_id=desk.huda.pk, kind="bank", details=details, at=AT)
    assert changed.usable_from == AT + HOLD


def test_a_destination_set_once_counts_as_a_change_for_ever_after(desk: Desk) -> None:
    """Not even with an empty balance: the money that comes tomorrow is meant as well."""
    desk.bank(desk.huda)
    assert desk.bank(desk.huda, THIEF, at=AT).usable_from == AT + HOLD


def test_a_merge_makes_both_wait_and_tells_both(desk: Desk) -> None:
    desk.bank(desk.omar)
    desk.bank(desk.huda)
    desk.owe(desk.omar, 900)
    people.merge_memberships(keep=desk.omar, other=desk.huda, by=desk.owner, at=AT)
    assert payable(desk, desk.omar, AT + HOLD - MOMENT) == 0
    assert payable(desk, desk.omar, AT + HOLD) == 900
    for who in (desk.omar, desk.huda):
        assert desk.notices(who).count("payout_method_changed") == 2


def test_a_merged_account_has_the_earnings_of_the_other_and_waits_for_its_first_destination(desk: Desk) -> None:
    desk.owe(desk.huda, 4_120)
    people.merge_memberships(keep=desk.omar, other=desk.huda, by=desk.owner, at=AT)
    desk.omar.refresh_from_db()
    assert desk.bank(desk.omar, THIEF, at=AT + timedelta(hours=1)).usable_from == AT + timedelta(hours=1) + HOLD


def test_a_merge_does_not_shorten_a_wait(desk: Desk) -> None:
    desk.bank(desk.huda)
    desk.bank(desk.huda, THIEF, at=AT)
    people.merge_memberships(keep=desk.huda, other=desk.omar, by=desk.owner, at=AT - timedelta(days=2))
    assert payouts.get_method(membership_id=desk.huda.pk).usable_from == AT + HOLD


def test_a_draft_from_before_a_merge_is_not_approved_after_it(desk: Desk) -> None:
    desk.bank(desk.huda)
    desk.owe(desk.huda, 4_120)
    batch = desk.draft()
    people.merge_memberships(keep=desk.huda, other=desk.omar, by=desk.owner, at=AT)
    with pytest.raises(errors.BatchChanged):
        desk.approve(batch)
    assert desk.balance("liabilities:payouts") == 0


@pytest.mark.parametrize("toggles_back", [False, True])
def test_an_approval_does_not_outlive_a_change_of_destination(desk: Desk, toggles_back: bool) -> None:
    desk.bank(desk.huda)
    desk.owe(desk.huda, 4_120)
    batch = desk.draft()
    desk.bank(desk.huda, THIEF, at=AT)
    if toggles_back:
        desk.bank(desk.huda, IBAN, at=AT)
    with pytest.raises(errors.BatchChanged):
        desk.approve(batch)


def test_destinations_swapped_between_two_payees_make_another_hash(desk: Desk) -> None:
    for who, account in ((desk.huda, IBAN), (desk.omar, THIEF)):
        desk.bank(who, account)
        desk.owe(who, 4_120)
    batch = desk.draft()
    one, two = Payout.objects.filter(batch=batch.id)
    one_method, two_method = one.method_id, two.method_id
    Payout.objects.filter(pk=one.pk).update(method=two_method)
    Payout.objects.filter(pk=two.pk).update(method=one_method)
    with pytest.raises(errors.BatchChanged):
        desk.approve(batch)


def test_a_fingerprint_changed_in_the_table_makes_another_hash(desk: Desk) -> None:
    desk.bank(desk.huda)
    desk.owe(desk.huda, 4_120)
    batch = desk.draft()
    Method.objects.filter(membership=desk.huda).update(fingerprint="0" * 64)
    with pytest.raises(errors.BatchChanged):
        desk.approve(batch)


def test_a_payment_added_to_a_draft_makes_another_hash(desk: Desk) -> None:
    desk.bank(desk.huda)
    desk.owe(desk.huda, 4_120)
    batch = desk.draft()
    row = Payout.objects.get(batch=batch.id)
    row.pk, row.party, row.reference = None, desk.stranger.party_id, "THIEF2"
    row.save()
    with pytest.raises(errors.BatchChanged):
        desk.approve(batch)


@pytest.mark.parametrize("rail", ["bank-csv", "bulk-transfer", "wise"])
def test_a_destination_replaced_after_approval_is_in_no_file(desk: Desk, rail: str) -> None:
    for who in (desk.huda, desk.omar):
        desk.bank(who)
        desk.owe(who, 4_120)
    batch = desk.approve(desk.draft())
    desk.bank(desk.huda, THIEF, at=AT)
    file = payouts.export_batch(batch_id=batch.id, rail=rail, by=desk.owner.party_id, at=AT)
    by_party = {one.party: one.reference.encode() for one in batch.payouts}
    assert by_party[desk.omar.party_id] in file.content
    assert by_party[desk.huda.party_id] not in file.content
    assert THIEF.encode() not in file.content


def test_who_changed_the_address_first_does_not_silence_us(desk: Desk) -> None:
    desk.bank(desk.huda)
    payouts.note_former_address(person_id=desk.huda.person_id, email="huda@before.example", at=AT)
    desk.bank(desk.huda, THIEF, at=AT + timedelta(days=29))
    assert former_letters() == ["huda@before.example"]
    assert desk.notices(desk.huda)[0] == "payout_method_changed"


def test_changing_the_address_twice_leaves_both_old_ones_told(desk: Desk) -> None:
    for email in ("huda@before.example", "huda@between.example"):
        payouts.note_former_address(person_id=desk.huda.person_id, email=email, at=AT)
    desk.bank(desk.huda, THIEF, at=AT)
    assert sorted(former_letters()) == ["huda@before.example", "huda@between.example"]


def test_a_merge_is_told_at_the_old_address_too(desk: Desk) -> None:
    desk.bank(desk.huda)
    payouts.note_former_address(person_id=desk.huda.person_id, email="huda@before.example", at=AT)
    people.merge_memberships(keep=desk.omar, other=desk.huda, by=desk.owner, at=AT)
    assert former_letters() == ["huda@before.example"]


def test_an_address_of_long_ago_is_forgotten(desk: Desk) -> None:
    payouts.note_former_address(person_id=desk.huda.person_id, email="old@before.example", at=AT)
    desk.bank(desk.huda, at=AT + timedelta(days=31))
    assert former_letters() == []
    payouts.note_former_address(person_id=desk.huda.person_id, email="new@before.example", at=AT + timedelta(days=31))
    assert FormerAddress.objects.filter(person=desk.huda.person_id).count() == 1


def test_another_persons_old_address_hears_nothing(desk: Desk) -> None:
    payouts.note_former_address(person_id=desk.omar.person_id, email="omar@before.example", at=AT)
    desk.bank(desk.huda, at=AT)
    assert former_letters() == []


def test_no_table_holds_an_old_address_or_our_own_account_in_the_clear(desk: Desk) -> None:
    payouts.note_former_address(person_id=desk.huda.person_id, email="huda@before.example", at=AT)
    details = {"holder": "Garden", "account": IBAN}
    by = desk.owner.party_id
    payouts.set_source(community_id=desk.community.pk, details=details, takes_arabic=False, by=by, at=AT)
    desk.bank(desk.huda, at=AT)
    with connection.cursor() as cursor:
        for table in ("payouts_formeraddress", "payouts_sourceaccount", "kernel_outboxmessage", "kernel_auditline"):
            cursor.execute(f"SELECT * FROM {table}")
            said = repr(cursor.fetchall())
            assert "before.example" not in said, table
            assert IBAN not in said, table


def test_the_destination_of_one_community_says_nothing_in_another(desk: Desk, another_desk) -> None:
    forest = another_desk("forest")
    twin = people.join_community(person=desk.huda.person, community=forest.community, at=BEFORE)
    forest.owe(twin, 4_120)
    desk.bank(desk.huda, THIEF)
    (due,) = payouts.list_due(community_id=forest.community.pk, at=AT)
    assert due.obstacle == "no_method"
