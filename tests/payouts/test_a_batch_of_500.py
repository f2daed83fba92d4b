"""Five hundred people are paid: the file is valid, a second person approves, the bank confirms 497, three come back."""

from pathlib import Path

import pytest
import sepaxml
import xmlschema

from diwan.engine.money import decimal_text
from diwan.ledger import public as ledger
from diwan.payouts import errors
from diwan.payouts import public as payouts
from diwan.people import public as people

from .conftest import AT, BEFORE, Desk
from .statements.banks import came_back, paid, report, statement

pytestmark = pytest.mark.django_db
HOW_MANY = 500
SCHEMA = Path(sepaxml.__file__).parent / "schemas" / "pain.001.001.09.xsd"
NAMES = ("هدى علي", "محمد بن سلمان", "عبدالله الأحمد", "Zoë O'Neil", "فاطمة الزهراء & أبناؤها")


def earners(desk: Desk, count: int) -> None:
    """Members with a destination of long ago, and then something owed to each."""
    legs = []
    for number in range(count):
        who = people.create_person(email=f"m{number}@example.org", display_name=f"M {number}", language="ar", at=BEFORE)
        member = people.join_community(person=who, community=desk.community, at=BEFORE)
        account = {"holder": NAMES[number % len(NAMES)], "account": "SA0380000000608010167519"}
        payouts.set_method(membership_id=member.pk, kind="bank", details=account, at=BEFORE)
        legs.append(ledger.LegSpec("liabilities:members", "credit", 1_000 + number, member.party_id))
    total = sum(leg.amount_minor for leg in legs)
    ledger.post(
        community_id=desk.community.pk, kind="settlement_posted", key="month", currency=desk.community.currency,
        legs=[ledger.LegSpec("assets:bank", "debit", total), *legs], effective_date=AT.date(), at=AT,
    )  # fmt: skip


def test_five_hundred_are_paid_and_three_come_back(desk: Desk) -> None:
    earners(desk, HOW_MANY)
    keeper, total = desk.treasurer.party_id, desk.balance("assets:bank")
    source = {"holder": "بستان", "account": "JO94CBJO0010000000000131000302", "bic": "CBJOJOAX"}
    payouts.set_source(community_id=desk.community.pk, details=source, takes_arabic=True, by=keeper, at=AT)
    batch = desk.draft()
    with pytest.raises(errors.NeedsAnotherPerson):
        payouts.approve_batch(batch_id=batch.id, batch_hash=batch.hash, by=keeper, at=AT)
    approved = desk.approve(batch)
    assert (len(approved.payouts), desk.balance("liabilities:payouts")) == (HOW_MANY, total)

    file = payouts.export_batch(batch_id=batch.id, rail="iso20022", by=keeper, at=AT)
    xmlschema.XMLSchema(SCHEMA).validate(file.content.decode())
    assert (file.payments_count, file.left_out) == (HOW_MANY, ())

    gone, returned, refused = approved.payouts[:498], approved.payouts[497], approved.payouts[498:]
    entries = [paid(one.reference, decimal_text(one.amount_minor, 2), number=n) for n, one in enumerate(gone)]
    entries.append(came_back(returned.reference, decimal_text(returned.amount_minor, 2)))
    entries.append(paid("SOMEBODYELSE", "77.00"))
    for content in (statement(entries), report(one.reference for one in refused)):
        read = payouts.read_statement(community_id=desk.community.pk, content=content, by=keeper, at=AT)
        payouts.apply_statement(statement_id=read, by=keeper, at=AT)

    now = {one.reference: one for one in payouts.get_batch(batch_id=batch.id, viewer=keeper).payouts}
    statuses = [one.status for one in now.values()]
    assert {word: statuses.count(word) for word in set(statuses)} == {"sent": 497, "returned": 1, "failed": 2}
    back = [returned, *refused]
    assert desk.balance("liabilities:payouts") == 0
    assert desk.balance("liabilities:members") == sum(one.amount_minor for one in back)
    assert desk.balance("assets:bank") == sum(one.amount_minor for one in back)
    assert now[returned.reference].reason == "AC04 Account closed"
    assert all(now[one.reference].cleared_date for one in gone[:497])
    assert ledger.check(community_id=desk.community.pk) == []
    assert {one.party for one in desk.draft().payouts} == {one.party for one in back}, "they go out with the next batch"
