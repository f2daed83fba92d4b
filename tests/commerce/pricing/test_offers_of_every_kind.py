from datetime import UTC, datetime, timedelta

import pytest

from diwan.commerce import errors
from diwan.commerce import public as commerce
from diwan.kernel.idempotency import KeyReused
from diwan.ledger import public as ledger
from diwan.people import errors as people_errors
from diwan.people import public as people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)


def make(till, price=1_000, interval="month", slug="", kind="membership", **extras):
    return commerce.create_offer(
        community_id=till.community.pk,
        slug=slug or f"{kind}-{interval}-{price}",
        name_ar="عرض",
        name_en="Offer",
        kind=kind,
        price_minor=price,
        interval=interval,
        by=till.owner.party_id,
        at=AT,
        extras=commerce.Extras(**extras),
    )


def order(till, offer, who=None, key="o", at=AT, **asked):
    return commerce.place_order(
        community_id=till.community.pk,
        membership_id=(who or till.layla).pk,
        offer_id=offer.id,
        method="bank",
        at=at,
        key=key,
        asked=commerce.Asked(**asked),
    )


def coupon(till, **more):
    facts = {"code": "SPRING", "percent_bp": 2_500, **more}
    return commerce.make_coupon(community_id=till.community.pk, by=till.owner.party_id, at=AT, **facts)


def test_each_payer_pays_the_price_they_may_ask_for(till) -> None:
    offer = make(till, least_minor=200, regional={"EG": 300})
    for key, asked, due in (
        ("a", {}, 1_000),
        ("b", {"country": "EG"}, 300),
        ("c", {"chosen_minor": 250}, 250),
        ("d", {"chosen_minor": 4_000}, 4_000),
    ):
        placed = order(till, offer, key=key, **asked)
        assert (placed.due_minor, placed.status) == (due, "awaiting")
    assert len([o for o in commerce.list_orders(membership_id=till.layla.pk) if o.outstanding_minor]) == 1
    with pytest.raises(errors.TooLittleChosen):
        order(till, offer, key="e", chosen_minor=199)
    with pytest.raises(KeyReused):
        order(till, offer, key="a", chosen_minor=500)


def test_a_coupon_is_used_within_its_counts_and_dates_and_comes_back_with_a_cancelled_order(till) -> None:
    offer = make(till, 1_000)
    coupon(till, most_uses=1, ends_at=AT + timedelta(days=10))
    first = order(till, offer, code=" spring ")
    assert (first.list_minor, first.due_minor) == (1_000, 750)
    with pytest.raises(errors.NoSuchCoupon):
        order(till, offer, who=till.stranger, code="SPRING")
    commerce.cancel_order(order_id=first.id, by=till.layla.party_id, at=AT)
    assert order(till, offer, who=till.stranger, code="SPRING").due_minor == 750
    (seen,) = commerce.list_coupons(community_id=till.community.pk, by=till.owner.party_id)
    assert (seen.used_count, seen.most_uses) == (1, 1)
    with pytest.raises(errors.NoSuchCoupon):
        order(till, offer, key="late", code="SPRING", at=AT + timedelta(days=10))
    with pytest.raises(errors.NoSuchCoupon):
        order(till, offer, key="unknown", code="WINTER")


def test_a_coupon_for_the_whole_price_opens_at_once_and_once_for_each(till) -> None:
    offer = make(till, 1_000)
    coupon(till, percent_bp=10_000)
    assert order(till, offer, code="SPRING").status == "paid"
    assert till.is_entitled(AT)
    assert till.entries() == []
    with pytest.raises(errors.NoSuchCoupon):
        order(till, offer, key="again", code="SPRING")


def test_coupons_that_cannot_be_and_people_who_may_not_make_them(till, another_till) -> None:
    elsewhere = another_till("roof")
    foreign = make(elsewhere)
    for wrong in (
        {"percent_bp": 0},
        {"percent_bp": 10_001},
        {"amount_minor": 5},
        {"code": "A B C"},
        {"most_uses": 0},
        {"ends_at": AT},
        {"offer_id": foreign.id},
    ):
        with pytest.raises(errors.BadCoupon):
            coupon(till, **wrong)
    made = coupon(till)
    with pytest.raises(errors.BadCoupon):
        coupon(till)
    for nobody in (till.layla, till.stranger, elsewhere.owner):
        with pytest.raises(people_errors.NotAllowed):
            commerce.retire_coupon(coupon_id=made, by=nobody.party_id, at=AT)
        with pytest.raises(people_errors.NotAllowed):
            commerce.list_coupons(community_id=till.community.pk, by=nobody.party_id)
    commerce.retire_coupon(coupon_id=made, by=till.owner.party_id, at=AT)
    with pytest.raises(errors.NoSuchCoupon):
        order(till, make(till), code="SPRING")


def test_offers_that_contradict_themselves_are_not_made(till, another_till) -> None:
    elsewhere = another_till("roof")
    for wrong in (
        {"interval": "once"},
        {"interval": "free", "price": 0, "least_minor": 0},
        {"least_minor": 1_001},
        {"seats": 0},
        {"trial_days": 91},
        {"steer_most_bp": 10_001},
        {"regional": {"EGY": 5}},
        {"regional": {"EG": 0}},
        {"kind": "product", "interval": "once", "seats": 2},
        {"to": elsewhere.layla.party_id},
    ):
        with pytest.raises(errors.BadOffer):
            make(till, **wrong)


def test_a_changed_offer_asks_its_new_price_from_now_on_and_leaves_orders_alone(till) -> None:
    offer = make(till, 1_000)
    waiting = order(till, offer)
    words = {"name_ar": "جديد", "name_en": "New", "about_ar": "", "about_en": ""}
    change = {"offer_id": offer.id, "price_minor": 1_500, "at": AT, **words}
    for nobody in (till.layla, till.stranger):
        with pytest.raises(people_errors.NotAllowed):
            commerce.edit_offer(by=nobody.party_id, **change)
    seen = commerce.edit_offer(by=till.owner.party_id, extras=commerce.Extras(regional={"JO": 700}), **change)
    assert (seen.price_minor, dict(seen.regional), seen.name_en) == (1_500, {"JO": 700}, "New")
    kept = commerce.get_order(order_id=waiting.id, viewer=till.layla.party_id)
    assert (kept.due_minor, kept.offer_en) == (1_000, "Offer")
    commerce.retire_offer(offer_id=offer.id, by=till.owner.party_id, at=AT)
    assert commerce.list_offers(community_id=till.community.pk) == []
    commerce.restore_offer(offer_id=offer.id, by=till.owner.party_id, at=AT)
    assert len(commerce.list_offers(community_id=till.community.pk)) == 1


def test_a_trial_is_had_once_and_a_membership_follows_it_without_a_gap(till) -> None:
    offer = make(till, 1_000, trial_days=14)
    ask = {"community_id": till.community.pk, "membership_id": till.layla.pk, "offer_id": offer.id, "at": AT}
    assert commerce.has_trial(offer_id=offer.id, membership_id=till.layla.pk)
    tried = commerce.start_trial(key="t", **ask)
    assert (tried.status, tried.due_minor) == ("paid", 0)
    assert till.is_entitled(AT + timedelta(days=13))
    assert not till.is_entitled(AT + timedelta(days=14))
    assert commerce.start_trial(key="t", **ask).id == tried.id
    with pytest.raises(errors.AlreadyTried):
        commerce.start_trial(key="again", **ask)
    till.approve(order(till, offer), 1_000)
    assert till.is_entitled(AT + timedelta(days=40))
    with pytest.raises(errors.NoSuchOffer):
        commerce.start_trial(**{**ask, "offer_id": make(till, 5).id}, key="none")


def test_a_gift_waits_as_held_money_until_somebody_brings_its_code(till) -> None:
    offer = make(till, 12_000, "year")
    here = {"community_id": till.community.pk, "at": AT}
    bought = commerce.buy_gift(
        membership_id=till.layla.pk, offer_id=offer.id, note="For you", method="bank", key="g", **here
    )
    assert commerce.gift_of_order(order_id=bought.id, viewer=till.layla.party_id).code == ""
    till.approve(bought, 12_000)
    gift = commerce.gift_of_order(order_id=bought.id, viewer=till.layla.party_id)
    assert commerce.gift_of_order(order_id=bought.id, viewer=till.stranger.party_id) is None
    till.close("2026-10")
    assert till.recognised() == []
    assert not till.is_entitled(AT)
    november = datetime(2026, 11, 7, 9, tzinfo=UTC)
    with pytest.raises(errors.NoSuchGift):
        commerce.redeem_gift(membership_id=till.stranger.pk, code="NO-SUCH", key="x", **here)
    for _tap in range(2):
        commerce.redeem_gift(
            community_id=till.community.pk, membership_id=till.stranger.pk, code=gift.code.lower(), key="r", at=november
        )
    assert till.is_entitled(november, who=till.stranger)
    assert not till.is_entitled(november)
    with pytest.raises(errors.NoSuchGift):
        commerce.redeem_gift(membership_id=till.treasurer.pk, code=gift.code, key="z", **here)
    till.close("2026-11", at=november)
    assert [d["gross"] for d in till.recognised()] == [1_000]
    assert people.list_notices(membership_id=till.layla.pk)[0].kind == "gift_redeemed"
    till.refund(bought, 12_000, at=november + timedelta(days=1))
    assert not till.is_entitled(november + timedelta(days=2), who=till.stranger)


def test_a_gift_given_back_before_it_was_used_opens_nothing(till) -> None:
    bought = commerce.buy_gift(
        community_id=till.community.pk, membership_id=till.layla.pk, offer_id=make(till).id, note="", method="bank",
        key="g", at=AT,
    )  # fmt: skip
    till.approve(bought, 1_000)
    code = commerce.gift_of_order(order_id=bought.id, viewer=till.layla.party_id).code
    till.refund(bought, 1_000)
    with pytest.raises(errors.NoSuchGift):
        commerce.redeem_gift(community_id=till.community.pk, membership_id=till.stranger.pk, code=code, key="r", at=AT)
    assert (till.balance("assets:bank"), till.balance("liabilities:deferred")) == (0, 0)


def test_a_group_sits_as_long_as_it_is_paid_for_and_no_larger_than_it_is(till) -> None:
    offer = make(till, 3_000, seats=2)
    here = {"community_id": till.community.pk, "at": AT}
    hold = {**here, "membership_id": till.layla.pk, "offer_id": offer.id}
    with pytest.raises(errors.NoSeatLeft):
        commerce.open_seat(**hold)
    till.approve(order(till, offer), 3_000)
    commerce.open_seat(**hold)
    with pytest.raises(errors.NoSeatLeft):
        commerce.open_seat(**hold)
    (seat,) = commerce.list_seats(offer_id=offer.id, holder_id=till.layla.pk)
    with pytest.raises(errors.NoSuchSeat):
        commerce.take_seat(membership_id=till.layla.pk, code=seat.code, **here)
    commerce.take_seat(membership_id=till.stranger.pk, code=seat.code, **here)
    with pytest.raises(errors.NoSuchSeat):
        commerce.take_seat(membership_id=till.treasurer.pk, code=seat.code, **here)
    assert till.is_entitled(AT + timedelta(days=20), who=till.stranger)
    assert not till.is_entitled(AT + timedelta(days=40), who=till.stranger)
    till.approve(order(till, offer, key="renew"), 3_000)
    assert till.is_entitled(AT + timedelta(days=40), who=till.stranger)
    with pytest.raises(errors.NoSuchSeat):
        commerce.close_seat(seat_id=seat.id, by=till.treasurer.party_id, at=AT)
    commerce.close_seat(seat_id=seat.id, by=till.layla.party_id, at=AT + timedelta(days=3))
    assert not till.is_entitled(AT + timedelta(days=4), who=till.stranger)
    commerce.open_seat(**hold)


def test_a_guide_opens_for_good_once_and_its_file_is_for_buyers_only(till, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    guide = make(till, 900, "once", kind="product", to=till.treasurer.party_id)
    with pytest.raises(people_errors.NotAllowed):
        commerce.set_offer_file(offer_id=guide.id, content=b"x", name="a.pdf", by=till.layla.party_id, at=AT)
    commerce.set_offer_file(offer_id=guide.id, content=b"%PDF", name="../a.pdf", by=till.owner.party_id, at=AT)
    for nobody in (till.layla, till.stranger):
        with pytest.raises(errors.NoFile):
            commerce.get_offer_file(offer_id=guide.id, viewer=nobody.party_id, at=AT)
    bought = order(till, guide)
    till.approve(bought, 900)
    path, name = commerce.get_offer_file(offer_id=guide.id, viewer=till.layla.party_id, at=AT)
    assert (path.read_bytes(), name) == (b"%PDF", "a.pdf")
    assert commerce.get_offer_file(offer_id=guide.id, viewer=till.treasurer.party_id, at=AT)[1] == "a.pdf"
    with pytest.raises(errors.NoFile):
        commerce.get_offer_file(offer_id=guide.id, viewer=till.stranger.party_id, at=AT)
    assert order(till, guide, key="twice").id == bought.id
    till.close("2026-10")
    (detail,) = till.recognised()
    assert (detail["income"], detail["to"]) == ("product", str(till.treasurer.party_id))
    till.refund(bought, 900, at=AT + timedelta(days=40))
    with pytest.raises(errors.NoFile):
        commerce.get_offer_file(offer_id=guide.id, viewer=till.layla.party_id, at=AT + timedelta(days=41))


def test_a_tip_names_its_receiver_to_the_settlement_and_nobody_tips_themselves(till) -> None:
    tip = {"community_id": till.community.pk, "membership_id": till.layla.pk, "method": "bank", "at": AT}
    given = commerce.give_tip(to=till.stranger.party_id, amount_minor=500, subject_ref="post:12", key="t", **tip)
    assert (given.subject_ref, given.to) == ("post:12", till.stranger.party_id)
    till.approve(given, 500)
    assert people.list_notices(membership_id=till.stranger.pk)[0].kind == "tip_received"
    till.close("2026-10")
    (detail,) = till.recognised()
    assert (detail["income"], detail["to"], detail["gross"]) == ("tip", str(till.stranger.party_id), 500)
    with pytest.raises(errors.OwnTip):
        commerce.give_tip(to=till.layla.party_id, amount_minor=500, key="me", **tip)
    with pytest.raises(errors.BadAmount):
        commerce.give_tip(to=till.stranger.party_id, amount_minor=0, key="none", **tip)


def test_a_share_of_a_fee_goes_where_its_payer_steers_it_to_the_unit(till) -> None:
    offer = make(till, 10_001, "year", steer_most_bp=3_000)
    who = {till.stranger.party_id: 2_000, till.treasurer.party_id: 500}
    commerce.steer_fee(community_id=till.community.pk, membership_id=till.layla.pk, shares_bp=who, at=AT)
    paid = order(till, offer)
    till.approve(paid, 10_001)
    commerce.recognise_income(community_id=till.community.pk, period="2027-09", at=AT)
    sums: dict = {}
    for detail in till.recognised():
        key = (detail["income"], detail["to"])
        sums[key] = sums.get(key, 0) + detail["gross"]
    assert sums == {
        ("tip", str(till.stranger.party_id)): 2_000,
        ("tip", str(till.treasurer.party_id)): 500,
        ("membership", None): 7_501,
    }
    till.refund(paid, 10_001)
    assert (till.balance("liabilities:deferred"), till.balance("assets:bank")) == (0, 0)
    assert ledger.check(community_id=till.community.pk) == []


def test_an_offer_that_allows_less_shrinks_what_is_steered_and_nobody_steers_to_themselves(till, another_till) -> None:
    elsewhere = another_till("roof")
    here = {"community_id": till.community.pk, "membership_id": till.layla.pk, "at": AT}
    for wrong in (
        {till.layla.party_id: 100},
        {elsewhere.layla.party_id: 100},
        {till.stranger.party_id: 9_000, till.treasurer.party_id: 1_001},
        {till.stranger.party_id: -1},
    ):
        with pytest.raises(errors.TooMuchSteered):
            commerce.steer_fee(shares_bp=wrong, **here)
    commerce.steer_fee(shares_bp={till.stranger.party_id: 6_000, till.treasurer.party_id: 2_000}, **here)
    till.approve(order(till, make(till, 1_000, steer_most_bp=1_000)), 1_000)
    till.close("2026-10")
    by_receiver = {detail["to"]: detail["gross"] for detail in till.recognised()}
    assert by_receiver == {str(till.stranger.party_id): 75, str(till.treasurer.party_id): 25, None: 900}
    commerce.steer_fee(shares_bp={}, **here)
    assert commerce.list_steers(membership_id=till.layla.pk) == []
