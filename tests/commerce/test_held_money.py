"""Money that waits for a decision: neither earned nor returned until somebody decides, to the unit and with its fee."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from diwan.commerce import errors, fulfilments
from diwan.commerce import public as commerce
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.actions.release_held import release_held, return_held
from diwan.commerce.actions.settle_external import settle_external
from diwan.commerce.events import HELD_RETURNED
from diwan.commerce.models import Order, TillMethod
from diwan.kernel import registry
from diwan.ledger import public as ledger
from diwan.people import public as people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def held(till):
    """A service of 9.000 ordered by Layla from Tariq, paid, waiting."""

    def make(due: int = 9_000, ref: str = "work:1", fee: int = 0, online: bool = False) -> Order:
        TillMethod.objects.get_or_create(community=till.community, kind="online", defaults={"title": "Card"})
        order = open_order(
            community=till.community,
            membership=till.layla,
            kind="service",
            title_ar="مراجعة",
            title_en="Review",
            due_minor=due,
            tax_bp=0,
            method="online" if online else "bank",
            at=AT,
            to=till.treasurer.party_id,
            subject_ref=ref,
            is_held=True,
        )
        if online:
            settle_external(order_id=order.pk, amount_minor=due, fee_minor=fee, external_ref=f"pay-{ref}", at=AT)
        else:
            commerce.approve_payment(
                order_id=order.pk, amount_minor=order.outstanding_minor, by=till.owner.party_id, at=AT, key=f"yes-{ref}"
            )
        order.refresh_from_db()
        return order

    return make


def test_held_money_is_no_income_until_it_is_released_and_then_it_names_whom_it_is_for(till, held) -> None:
    order = held()
    till.close("2026-10")
    assert till.recognised() == []
    assert (order.held_minor, till.balance("liabilities:deferred")) == (9_000, 9_000)
    release_held(order=order, amount_minor=2_500, at=NOVEMBER)
    till.close("2026-11", at=NOVEMBER)
    (first,) = till.recognised()
    assert (first["gross"], first["income"], first["to"]) == (2_500, "service", str(till.treasurer.party_id))
    assert till.balance("liabilities:deferred") == 6_500
    release_held(order=order, amount_minor=6_500, at=NOVEMBER + timedelta(days=20))
    till.close("2026-12", at=NOVEMBER)
    assert sum(d["gross"] for d in till.recognised()) == 9_000
    with pytest.raises(errors.NothingHeld):
        release_held(order=order, amount_minor=1, at=NOVEMBER)


def test_what_is_returned_leaves_the_till_and_the_keepers_are_told_to_send_it(till, held) -> None:
    order = held()
    heard: list[dict] = []

    def listen(**facts: object) -> None:
        heard.append(facts)

    registry.subscribe(HELD_RETURNED, listen)
    try:
        release_held(order=order, amount_minor=4_500, at=AT)
        return_held(order=order, amount_minor=4_500, at=AT, by=till.owner.party_id, reason="half was delivered")
    finally:
        registry._subscribers[HELD_RETURNED].remove(listen)
    assert [(f["amount_minor"], f["paid_from"]) for f in heard] == [(4_500, "bank")]
    assert (till.balance("assets:bank"), till.balance("liabilities:deferred")) == (4_500, 4_500)
    seen = commerce.get_order(order_id=order.pk, viewer=till.layla.party_id)
    assert (seen.status, seen.held_minor, seen.payments[0].refunded_minor) == ("paid", 0, 4_500)
    assert people.list_notices(membership_id=till.layla.pk)[0].kind == "payment_refunded"
    assert people.list_notices(membership_id=till.owner.pk)[0].kind == "refund_to_send"
    assert not any(n.kind == "refund_to_send" for n in people.list_notices(membership_id=till.stranger.pk))
    with pytest.raises(errors.NothingHeld):
        return_held(order=order, amount_minor=1, at=AT, by=None, reason="again")


def test_all_of_it_returned_refunds_the_order_and_undoes_what_it_set_in_motion(till, held) -> None:
    story: list[str] = []
    fulfilments.register(
        "work",
        lambda *, order, at: story.append(f"began {order.reference}"),
        undo=lambda *, order, at: story.append(f"undone {order.reference}"),
    )
    order = held()
    return_held(order=order, amount_minor=9_000, at=AT, by=None, reason="never delivered")
    assert order.status == "refunded"
    assert story == [f"began {order.reference}", f"undone {order.reference}"]
    assert (till.balance("assets:bank"), till.balance("liabilities:deferred")) == (0, 0)
    assert ledger.check(community_id=till.community.pk) == []


def test_the_providers_fee_goes_with_the_part_it_was_paid_for(till, held) -> None:
    order = held(due=10_000, fee=301, online=True)
    assert till.balance("assets:processor") == 9_699
    release_held(order=order, amount_minor=3_333, at=AT)
    return_held(order=order, amount_minor=3_333, at=AT, by=till.owner.party_id, reason="a third")
    release_held(order=order, amount_minor=3_334, at=AT)
    till.close("2026-10")
    fees = [d["fee"] for d in till.recognised()]
    assert sum(fees) + till.balance("expenses:losses") == 301
    assert till.balance("assets:prepaid_fees") == 0
    assert (till.balance("assets:processor"), till.balance("liabilities:deferred")) == (9_699 - 3_333, 0)


def test_what_was_paid_from_credit_becomes_credit_again(till, held) -> None:
    other = till.order(till.offer(1_000))
    till.approve(other, 5_000)
    order = held(due=6_000)
    assert [p.paid_from for p in commerce.get_order(order_id=order.pk, viewer=till.layla.party_id).payments] == [
        "credit",
        "bank",
    ]
    return_held(order=order, amount_minor=6_000, at=AT, by=None, reason="never delivered")
    assert till.balance("liabilities:credit", till.layla) == 4_000
    assert till.balance("liabilities:deferred", till.layla) == 1_000, "the first order's month, not yet earned"
    assert till.balance("assets:bank") == 5_000


def test_a_keepers_refund_takes_what_is_held_before_what_is_earned(till, held) -> None:
    order = held()
    release_held(order=order, amount_minor=5_000, at=AT)
    till.close("2026-10")
    seen = commerce.get_order(order_id=order.pk, viewer=till.layla.party_id)
    till.refund(seen, 4_000, at=NOVEMBER)
    assert till.balance("assets:refunds_to_recover") == 0
    till.refund(seen, 1_000, at=NOVEMBER)
    assert till.balance("assets:refunds_to_recover") == 5_000, "the closed receipt is replayed whole"
    till.close("2026-11", at=NOVEMBER)
    assert sum(d["gross"] for d in till.recognised()) == 5_000 + 4_000
    assert (till.balance("liabilities:deferred"), till.balance("assets:bank")) == (0, 4_000)


def test_an_order_for_nobody_or_for_an_impossible_sum_is_not_opened(till, another_till) -> None:
    elsewhere = another_till("roof")
    base = {
        "community": till.community,
        "membership": till.layla,
        "kind": "tip",
        "title_ar": "",
        "title_en": "Tip",
        "due_minor": 100,
        "tax_bp": 0,
        "method": "bank",
        "at": AT,
    }
    for wrong, error in (
        ({"due_minor": -1}, errors.BadAmount),
        ({"kind": "gift"}, errors.BadAmount),
        ({"quantity": 0}, errors.BadAmount),
        ({"to": elsewhere.layla.party_id}, errors.NoSuchPayer),
        ({"method": "online"}, errors.NoSuchTill),
    ):
        with pytest.raises(error), transaction.atomic():
            open_order(**{**base, **wrong})
    assert Order.objects.count() == 0


def test_nothing_due_is_paid_at_once_and_asks_for_no_way_to_pay(till) -> None:
    order = open_order(
        community=till.community,
        membership=till.layla,
        kind="ticket",
        title_ar="دعوة",
        title_en="Guest",
        due_minor=0,
        tax_bp=0,
        method="",
        at=AT,
        list_minor=2_000,
    )
    assert (order.status, order.list_minor, till.entries()) == ("paid", 2_000, [])
