"""The bank's file beside the orders: shown first, kept as evidence, approved row by row by a keeper's tap, once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from diwan.commerce import public as commerce
from diwan.commerce.errors import NoSuchOrder, OrderClosed, OwnPayment
from diwan.commerce.tills.errors import (
    BadAddress,
    ColumnsMissing,
    NoSuchStatement,
    NotAStatement,
    NothingIncoming,
    RowUsed,
    StatementKept,
)
from diwan.commerce.tills.models import BankRow
from diwan.people.errors import NotAllowed

from .conftest import AT, Till, found

HEAD = "Date,Description,Debit,Credit\n"


@pytest.fixture(autouse=True)
def _files(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def bring(till: Till, text: str, by: object = None) -> int:
    who = by or till.treasurer
    return commerce.read_statement(
        community_id=till.community.pk, till_kind="bank", name="oct.csv", raw=(HEAD + text).encode(),
        by=who.party_id, at=AT,
    )  # fmt: skip


def keep(till: Till, text: str) -> commerce.StatementView:
    key = bring(till, text)
    commerce.keep_statement(community_id=till.community.pk, statement_id=key, by=till.treasurer.party_id, at=AT)
    return commerce.get_statement(community_id=till.community.pk, statement_id=key)


def match(till: Till, row_id: int, order_id: int, by: object = None) -> commerce.OrderView:
    who = by or till.treasurer
    return commerce.match_row(
        community_id=till.community.pk, row_id=row_id, order_id=order_id, by=who.party_id, at=AT + timedelta(hours=1)
    )


def test_a_transfer_with_the_code_is_offered_and_one_tap_opens_the_membership(till: Till) -> None:
    order = till.order(till.offer(1250))
    view = keep(till, f"05/10/2026,TRF {order.reference},,12.50\n05/10/2026,FEE,1.00,\n")
    [row] = view.rows
    assert (row.amount_minor, row.matches[0].order.id, row.matches[0].why.likelihood) == (1250, order.id, "certain")
    assert till.balance("assets:bank") == 0
    paid = match(till, row.id, order.id)
    assert (paid.status, till.balance("assets:bank")) == ("paid", 1250)
    assert till.is_entitled(AT + timedelta(days=1))
    again = commerce.get_statement(community_id=till.community.pk, statement_id=view.id).rows[0]
    assert (again.status, again.order_reference, again.matches) == ("used", order.reference, ())


def test_nothing_is_approved_by_bringing_a_statement_in(till: Till) -> None:
    order = till.order(till.offer(1250))
    keep(till, f"05/10/2026,TRF {order.reference},,12.50\n")
    assert commerce.get_order(order_id=order.id, viewer=order.payer).status == "awaiting"
    assert till.entries() == []


def test_a_row_is_used_once_whoever_taps_again(till: Till) -> None:
    first, second = till.order(till.offer(1250)), till.order(till.offer(1250, slug="other"))
    [row] = keep(till, "05/10/2026,TRANSFER,,12.50\n").rows
    match(till, row.id, first.id)
    match(till, row.id, first.id, by=till.owner)
    with pytest.raises(RowUsed):
        match(till, row.id, second.id)
    assert till.balance("assets:bank") == 1250


def test_overlapping_statements_bring_each_row_once_and_twins_of_one_file_twice(till: Till) -> None:
    twin = "05/10/2026,TRANSFER,,12.50\n"
    assert len(keep(till, twin + twin).rows) == 2
    later = keep(till, twin + twin + twin + "06/10/2026,NEW,,3.00\n")
    assert ([row.amount_minor for row in later.rows], later.known_count) == ([1250, 300], 2)
    assert BankRow.objects.count() == 4


def test_the_same_file_again_leads_to_the_first(till: Till) -> None:
    assert bring(till, "05/10/2026,A,,1.00\n") == bring(till, "05/10/2026,A,,1.00\n")


def test_too_little_keeps_the_order_open_and_too_much_is_credit(till: Till) -> None:
    order = till.order(till.offer(1250))
    short, long = keep(till, f"05/10/2026,{order.reference} one,,10.00\n06/10/2026,{order.reference} two,,5.00\n").rows
    assert match(till, short.id, order.id).status == "part_paid"
    assert match(till, long.id, order.id).status == "paid"
    assert till.balance("liabilities:credit", till.layla) == 250


def test_money_in_the_bank_is_booked_at_the_bank_whatever_the_payer_had_chosen(till: Till) -> None:
    offer = till.offer(1250)
    order = commerce.place_order(
        community_id=till.community.pk, membership_id=till.layla.pk, offer_id=offer.id, method="cash", at=AT, key="c"
    )
    [row] = keep(till, "05/10/2026,X,,12.50\n").rows
    match(till, row.id, order.id)
    assert (till.balance("assets:bank"), till.balance("assets:cash")) == (1250, 0)


def test_nobody_matches_for_themselves_nor_after_the_order_closed(till: Till) -> None:
    own = till.order(till.offer(1250), till.treasurer)
    paid = till.order(till.offer(700))
    till.approve(paid, 700)
    [row] = keep(till, "05/10/2026,X,,12.50\n").rows
    with pytest.raises(OwnPayment):
        match(till, row.id, own.id)
    with pytest.raises(OrderClosed):
        match(till, row.id, paid.id)
    assert BankRow.objects.get().status == "open"


def test_a_member_and_the_keeper_of_another_till_reach_nothing(till: Till, another_till: Callable[..., Till]) -> None:
    other = another_till("forest")
    order, foreign = till.order(till.offer(1250)), other.order(other.offer(1250))
    view = keep(till, "05/10/2026,X,,12.50\n")
    with pytest.raises(NotAllowed):
        bring(till, "05/10/2026,Y,,1.00\n", by=till.layla)
    with pytest.raises(NotAllowed):
        match(till, view.rows[0].id, order.id, by=till.stranger)
    with pytest.raises(NoSuchStatement):
        commerce.get_statement(community_id=other.community.pk, statement_id=view.id)
    with pytest.raises(NoSuchStatement):
        match(other, view.rows[0].id, foreign.id)
    with pytest.raises(NoSuchOrder):
        match(till, view.rows[0].id, foreign.id)


def test_a_draft_can_be_read_differently_or_thrown_away_and_a_kept_file_stays(till: Till) -> None:
    scope, by = till.community.pk, till.treasurer.party_id
    key = bring(till, "05/10/2026,A,12.50,\n")
    here = {"community_id": scope, "statement_id": key, "by": by}
    with pytest.raises(NothingIncoming):
        commerce.keep_statement(**here, at=AT)
    columns = commerce.get_statement(community_id=scope, statement_id=key).columns
    with pytest.raises(ColumnsMissing):
        commerce.set_columns(**here, columns=replace(columns, date=-1))
    commerce.set_columns(**here, columns=replace(columns, credit=columns.debit, debit=columns.credit))
    assert commerce.keep_statement(**here, at=AT) == 1
    with pytest.raises(StatementKept):
        commerce.discard_statement(**here)
    assert commerce.statement_file(community_id=scope, statement_id=key)[1].startswith(b"Date,")


def test_a_draft_thrown_away_leaves_no_file(till: Till, django_capture_on_commit_callbacks: Callable) -> None:
    key = bring(till, "05/10/2026,A,,1.00\n")
    folder = f"bank/{till.community.pk}"
    assert len(default_storage.listdir(folder)[1]) == 1
    with django_capture_on_commit_callbacks(execute=True):
        commerce.discard_statement(community_id=till.community.pk, statement_id=key, by=till.owner.party_id)
    assert default_storage.listdir(folder)[1] == []


def test_a_row_set_aside_can_be_taken_up_again(till: Till) -> None:
    order = till.order(till.offer(1250))
    [row] = keep(till, "05/10/2026,X,,12.50\n").rows
    here = {"community_id": till.community.pk, "row_id": row.id, "by": till.owner.party_id, "at": AT}
    commerce.set_row_aside(**here)
    with pytest.raises(RowUsed):
        match(till, row.id, order.id)
    commerce.take_row_up(**here)
    assert match(till, row.id, order.id).status == "paid"
    with pytest.raises(RowUsed):
        commerce.set_row_aside(**here)


def test_the_queue_knows_the_row_that_probably_pays_each_order(till: Till) -> None:
    order, other = till.order(till.offer(1250)), till.order(till.offer(1250, slug="x"), till.stranger)
    [row] = keep(till, f"05/10/2026,{order.reference},,12.50\n").rows
    assert {key: one.id for key, one in commerce.likely_rows(community_id=till.community.pk).items()} == {
        order.id: row.id
    }
    assert other.id not in commerce.likely_rows(community_id=till.community.pk)


def test_a_dinar_has_three_decimals_in_the_statement_too(db: None) -> None:
    till = found("diwaniya", currency="KWD")
    order = till.order(till.offer(12_500))
    [row] = keep(till, f"05/10/2026,{order.reference},,12.500\n").rows
    assert row.amount_minor == 12_500
    assert match(till, row.id, order.id).status == "paid"


def test_a_picture_is_no_statement(till: Till, photo: bytes) -> None:
    with pytest.raises(NotAStatement):
        commerce.read_statement(
            community_id=till.community.pk, till_kind="bank", name="x.csv", raw=photo, by=till.owner.party_id, at=AT
        )


ADDRESSES = [
    ("iban", "JO71 CBJO 0000 0000 0000 1234 5678 90", "bank", "JO71CBJO0000000000001234567890"),
    ("cliq", "diwan", "bank", "DIWAN"),
    ("instapay", "Diwan.Club@InstaPay", "bank", "diwan.club@instapay"),
    ("phone", "+٩٦٢ ٧٩ ١٢٣ ٤٥٦٧", "wallet", "+962791234567"),
    ("place", "مكتب الجمعية، عمّان", "cash", "مكتب الجمعية، عمّان"),
]


@pytest.mark.parametrize(("scheme", "typed", "kind", "shown"), ADDRESSES)
def test_each_way_of_receiving_reads_its_own_address(
    till: Till, scheme: str, typed: str, kind: str, shown: str
) -> None:
    who = {"community_id": till.community.pk, "by": till.owner.party_id, "at": AT}
    key = commerce.set_pay_address(**who, scheme=scheme, address=typed, holder="Diwan", provider="")
    [view] = commerce.list_pay_addresses(community_id=till.community.pk, till_kind=kind)
    assert (view.id, view.address) == (key, shown)
    commerce.close_pay_address(**who, address_id=key)
    assert commerce.list_pay_addresses(community_id=till.community.pk) == []


@pytest.mark.parametrize(
    ("scheme", "address"),
    [("iban", "JO72CBJO0000000000001234567890"), ("iban", "JO71CBJO"), ("cliq", "far-too-long-an-alias"),
     ("instapay", "diwan@bank"), ("phone", "call me"), ("place", "x"), ("paypal", "a@b.c")],
)  # fmt: skip
def test_an_address_that_cannot_receive_is_refused(till: Till, scheme: str, address: str) -> None:
    with pytest.raises(BadAddress):
        commerce.set_pay_address(
            community_id=till.community.pk, scheme=scheme, address=address, holder="Diwan", provider="",
            by=till.owner.party_id, at=AT,
        )  # fmt: skip
