from datetime import UTC, datetime, timedelta

import pytest

from diwan.commerce import errors
from diwan.commerce import public as commerce
from diwan.kernel import audit, registry
from diwan.kernel.idempotency import KeyReused
from diwan.people import errors as people_errors
from diwan.people import public as people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)


def test_layla_sends_a_receipt_and_the_treasurer_approves_it_in_two_taps(till, photo) -> None:
    order = till.order(till.offer(12_500))
    assert (order.status, order.outstanding_minor, order.reference.isalnum()) == ("awaiting", 12_500, True)
    assert not till.is_entitled(AT)
    sent = commerce.attach_receipt(order_id=order.id, image=photo, by=till.layla.party_id, at=AT)
    assert sent.status == "review"
    assert [o.id for o in commerce.list_orders_to_review(community_id=till.community.pk)] == [order.id]
    assert [n.kind for n in people.list_notices(membership_id=till.treasurer.pk)] == ["receipt_to_review"]
    paid = till.approve(order, 12_500)
    assert (paid.status, paid.paid_minor, paid.photos[0].is_reviewed) == ("paid", 12_500, True)
    assert till.is_entitled(AT)
    assert not till.is_entitled(datetime(2026, 11, 5, 9, tzinfo=UTC)), "the term is half-open"
    assert (till.balance("assets:bank"), till.balance("liabilities:deferred", till.layla)) == (12_500, 12_500)
    assert [n.kind for n in people.list_notices(membership_id=till.layla.pk)] == ["payment_approved"]


def test_a_free_tier_opens_at_once_and_only_once(till) -> None:
    free = till.offer(0, "free")
    order = till.order(free)
    assert order.status == "paid"
    assert till.is_entitled(AT + timedelta(days=4000), key="visitor")
    assert till.order(free, key="again").id == order.id
    assert till.entries() == []


def test_half_a_payment_keeps_the_order_open_until_the_rest_comes(till) -> None:
    order = till.order(till.offer(5_000))
    part = till.approve(order, 2_000)
    assert (part.status, part.outstanding_minor) == ("part_paid", 3_000)
    assert not till.is_entitled(AT)
    done = till.approve(order, 3_000)
    assert (done.status, done.outstanding_minor) == ("paid", 0)
    assert till.is_entitled(AT)


def test_who_pays_too_much_keeps_the_difference_and_the_next_order_uses_it(till) -> None:
    offer = till.offer(5_000)
    till.approve(till.order(offer), 8_000)
    assert till.balance("liabilities:credit", till.layla) == 3_000
    assert commerce.credit_of_member(membership_id=till.layla.pk) == 3_000
    later = AT + timedelta(days=1)
    renewal = till.order(offer, at=later)
    assert (renewal.status, renewal.outstanding_minor) == ("part_paid", 2_000)
    assert till.balance("liabilities:credit", till.layla) == 0
    till.approve(renewal, 2_000, at=later)
    assert till.balance("liabilities:deferred", till.layla) == 10_000


def test_a_renewal_before_the_end_adds_a_month_and_31_january_comes_back_in_march(till) -> None:
    offer = till.offer(1_000)
    jan = datetime(2027, 1, 31, 9, tzinfo=UTC)
    till.approve(till.order(offer, at=jan), 1_000, at=jan)
    assert commerce.subscription_of(membership_id=till.layla.pk, at=jan).ends_at == datetime(2027, 2, 28, 9, tzinfo=UTC)
    till.approve(till.order(offer, at=jan + timedelta(days=2)), 1_000, at=jan + timedelta(days=2))
    term = commerce.subscription_of(membership_id=till.layla.pk, at=jan)
    assert term.ends_at == datetime(2027, 3, 31, 9, tzinfo=UTC)
    assert till.is_entitled(datetime(2027, 3, 31, 8, tzinfo=UTC))
    assert not till.is_entitled(datetime(2027, 3, 31, 9, tzinfo=UTC))


def test_two_treasurers_who_tap_at_once_approve_once(till) -> None:
    order = till.order(till.offer(5_000))
    seen = order.approval_key
    for keeper in (till.treasurer, till.owner):
        commerce.approve_payment(order_id=order.id, amount_minor=5_000, by=keeper.party_id, at=AT, key=seen)
    assert till.balance("assets:bank") == 5_000
    with pytest.raises(KeyReused):
        till.approve(order, 4_999, key=seen)
    with pytest.raises(errors.OrderClosed, match=order.reference):
        till.approve(order, 5_000, key="later")
    extra = commerce.approve_payment(
        order_id=order.id, amount_minor=700, by=till.owner.party_id, at=AT, key="sent twice", as_extra=True
    )
    assert (extra.status, till.balance("liabilities:credit", till.layla)) == ("paid", 700)


def test_a_wrong_receipt_is_rejected_with_a_reason_and_a_better_one_may_follow(till, photo) -> None:
    order = till.order(till.offer(5_000))
    with pytest.raises(errors.NothingToReject):
        commerce.reject_payment(order_id=order.id, reason="no", by=till.owner.party_id, at=AT)
    commerce.attach_receipt(order_id=order.id, image=photo, by=till.layla.party_id, at=AT)
    with pytest.raises(errors.ReasonNeeded):
        commerce.reject_payment(order_id=order.id, reason="  ", by=till.owner.party_id, at=AT)
    no = commerce.reject_payment(order_id=order.id, reason="last month's slip", by=till.owner.party_id, at=AT)
    assert (no.status, no.reason) == ("rejected", "last month's slip")
    again = commerce.attach_receipt(order_id=order.id, image=photo, by=till.layla.party_id, at=AT)
    assert (again.status, [p.is_repeat for p in again.photos]) == ("review", [False, True])
    assert till.approve(again, 5_000).status == "paid"


def test_a_half_paid_order_that_is_given_up_leaves_its_money_as_credit(till) -> None:
    order = till.order(till.offer(5_000))
    till.approve(order, 2_000)
    gone = commerce.cancel_order(order_id=order.id, by=till.layla.party_id, at=AT)
    assert (gone.status, till.balance("liabilities:deferred", till.layla)) == ("cancelled", 0)
    assert till.balance("liabilities:credit", till.layla) == 2_000
    with pytest.raises(errors.OrderClosed):
        commerce.cancel_order(order_id=order.id, by=till.layla.party_id, at=AT)
    till.refund(order, 2_000)
    assert (till.balance("liabilities:credit", till.layla), till.balance("assets:bank")) == (0, 0)


def test_a_second_tap_on_order_gives_the_same_order(till) -> None:
    offer = till.offer(5_000)
    one = till.order(offer, key="tap")
    assert till.order(offer, key="tap").id == one.id
    assert till.order(offer, key="another phone").id == one.id


def test_paying_an_order_is_announced_to_the_rooms_above(till) -> None:
    heard: list[int] = []

    def listen(order_id: int, **_facts: object) -> None:
        heard.append(order_id)

    registry.subscribe(commerce.ORDER_PAID, listen)
    try:
        order = till.order(till.offer(5_000))
        till.approve(order, 4_999)
        assert heard == []
        till.approve(order, 1)
        assert heard == [order.id]
    finally:
        registry._subscribers[commerce.ORDER_PAID].remove(listen)


@pytest.mark.parametrize("amount", [0, -5, 10**12 + 1])
def test_an_amount_that_cannot_be_right_changes_nothing(till, amount: int) -> None:
    order = till.order(till.offer(5_000))
    with pytest.raises(errors.BadAmount):
        till.approve(order, amount)
    assert till.entries() == []


def test_nobody_but_owner_and_treasurer_decides_and_never_about_their_own(till, another_till, photo) -> None:
    order = till.order(till.offer(5_000))
    commerce.attach_receipt(order_id=order.id, image=photo, by=till.layla.party_id, at=AT)
    elsewhere = another_till("roof")
    decide = [
        lambda by: commerce.approve_payment(order_id=order.id, amount_minor=5_000, by=by, at=AT, key="k"),
        lambda by: commerce.reject_payment(order_id=order.id, reason="no", by=by, at=AT),
    ]
    for act in decide:
        with pytest.raises(people_errors.NotAllowed):
            act(till.layla.party_id)
        for outsider in (till.stranger, elsewhere.owner, elsewhere.treasurer):
            with pytest.raises(errors.NoSuchOrder):
                act(outsider.party_id)
    own = till.order(till.offer(100), who=till.treasurer)
    alt = till.join("alt")
    people.merge_memberships(keep=till.treasurer, other=alt, by=till.owner, at=AT)
    own_too = till.order(till.offer(200), who=alt)
    for mine in (own, own_too):
        with pytest.raises(errors.OwnPayment):
            commerce.approve_payment(order_id=mine.id, amount_minor=100, by=till.treasurer.party_id, at=AT, key="me")
    people.suspend_membership(membership=till.treasurer, by=till.owner, reason="away", at=AT)
    with pytest.raises(errors.NoSuchOrder):
        till.approve(order, 5_000)
    assert till.entries() == []


def test_an_order_and_its_photo_are_for_the_payer_and_the_keepers_and_nobody_else(till, another_till, photo) -> None:
    order = till.order(till.offer(5_000))
    seen = commerce.attach_receipt(order_id=order.id, image=photo, by=till.layla.party_id, at=AT)
    elsewhere = another_till("roof")
    for viewer in (till.layla, till.owner, till.treasurer):
        assert commerce.get_order(order_id=order.id, viewer=viewer.party_id).reference == order.reference
        assert commerce.get_receipt_photo(photo_id=seen.photos[0].id, viewer=viewer.party_id).is_file()
    for viewer in (till.stranger, elsewhere.owner, elsewhere.layla):
        with pytest.raises(errors.NoSuchOrder):
            commerce.get_order(order_id=order.id, viewer=viewer.party_id)
        with pytest.raises(errors.NoSuchOrder):
            commerce.get_receipt_photo(photo_id=seen.photos[0].id, viewer=viewer.party_id)
        with pytest.raises(errors.NoSuchOrder):
            commerce.find_order(community_id=till.community.pk, reference=order.reference, viewer=viewer.party_id)
        with pytest.raises(errors.NoSuchOrder):
            commerce.attach_receipt(order_id=order.id, image=photo, by=viewer.party_id, at=AT)
        with pytest.raises(errors.NoSuchOrder):
            commerce.cancel_order(order_id=order.id, by=viewer.party_id, at=AT)
    with pytest.raises(errors.NoSuchOrder):
        commerce.attach_receipt(order_id=order.id, image=photo, by=till.treasurer.party_id, at=AT)
    assert commerce.list_orders_to_review(community_id=elsewhere.community.pk) == []


def test_an_order_needs_an_offer_a_way_to_pay_and_a_member_of_this_community(till, another_till) -> None:
    offer, elsewhere = till.offer(5_000), another_till("roof")
    here = {"community_id": till.community.pk, "at": AT, "key": "k"}
    with pytest.raises(people_errors.NotAMember):
        commerce.place_order(membership_id=elsewhere.layla.pk, offer_id=offer.id, method="bank", **here)
    with pytest.raises(errors.NoSuchOffer):
        commerce.place_order(membership_id=till.layla.pk, offer_id=elsewhere.offer(1).id, method="bank", **here)
    with pytest.raises(errors.NoSuchTill):
        commerce.place_order(membership_id=till.layla.pk, offer_id=offer.id, method="camel", **here)
    commerce.retire_offer(offer_id=offer.id, by=till.owner.party_id, at=AT)
    with pytest.raises(errors.NoSuchOffer):
        till.order(offer)


def test_only_keepers_make_offers_and_set_where_the_money_goes(till) -> None:
    for nobody in (till.layla.party_id, till.stranger.party_id):
        with pytest.raises(people_errors.NotAllowed):
            commerce.create_offer(
                community_id=till.community.pk,
                slug="x",
                name_ar="س",
                name_en="X",
                price_minor=1,
                interval="month",
                by=nobody,
                at=AT,
            )
        with pytest.raises(people_errors.NotAllowed):
            commerce.set_till_method(
                community_id=till.community.pk,
                kind="bank",
                title="mine",
                instructions_ar="إليّ",
                instructions_en="to me",
                by=nobody,
                at=AT,
            )
    for price, interval in ((5, "free"), (0, "month"), (-1, "year"), (5, "weekly")):
        with pytest.raises(errors.BadOffer):
            till.offer(price, interval)
    assert {m.title for m in commerce.list_till_methods(community_id=till.community.pk)} == {"bank", "wallet", "cash"}


def test_every_use_of_power_is_written_down(till, photo) -> None:
    order = till.order(till.offer(5_000))
    commerce.attach_receipt(order_id=order.id, image=photo, by=till.layla.party_id, at=AT)
    commerce.reject_payment(order_id=order.id, reason="blurred", by=till.owner.party_id, at=AT)
    till.approve(order, 5_000)
    till.refund(order, 5_000)
    from diwan.kernel.models import AuditLine

    written = set(AuditLine.objects.filter(scope=till.community.pk).values_list("action", flat=True))
    assert written >= {"offer_created", "till_method_set", "payment_rejected", "payment_approved", "refunded"}
    assert list(audit.broken_lines(scope=till.community.pk)) == []
