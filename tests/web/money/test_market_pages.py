"""The market from its pages: what is on sale, what it costs this reader, what becomes of the money, what one has."""

import re
from datetime import timedelta

import pytest

from diwan.commerce import public as commerce
from diwan.distribution import public as distribution

from .conftest import BEFORE, MONTH, NOW, House

pytestmark = pytest.mark.django_db


def sell(house: House, slug: str = "guide", price: int = 900, interval: str = "once", kind: str = "product", **extras):
    return commerce.create_offer(
        community_id=house.community.pk, slug=slug, name_ar="دليل الليمون", name_en="The lemon guide",
        price_minor=price, interval=interval, kind=kind, by=house.owner.party_id, at=BEFORE,
        extras=commerce.Extras(**extras),
    )  # fmt: skip


def plan(house: House) -> None:
    document = distribution.plan_template(slug="expertise-qa", currency="USD").document
    document["waterfalls"][1]["from"].append("product")
    by = house.owner.party_id
    made = distribution.draft_plan(community_id=house.community.pk, document=document, by=by, at=BEFORE)
    distribution.adopt_plan(plan_id=made.id, from_period=MONTH.label, by=by, at=BEFORE)


def words(page) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return re.sub(r"[\u2066-\u2069\u200e\u200f]", "", re.sub(r"\s+", " ", text))


def bought(house: House, offer: commerce.OfferView, who: str = "layla") -> commerce.OrderView:
    member = house.people[who]
    order = commerce.place_order(
        community_id=house.community.pk, membership_id=member.pk, offer_id=offer.id, method="bank", at=NOW,
        key=f"b-{offer.id}-{who}",
    )  # fmt: skip
    by = house.treasurer.party_id
    return commerce.approve_payment(order_id=order.id, amount_minor=order.due_minor, by=by, at=NOW, key=f"p{order.id}")


def test_the_market_shows_goods_by_kind_and_words_with_the_sellers_part(house: House) -> None:
    plan(house)
    sell(house, to=house.huda.party_id)
    house.offer(600)
    layla = house.client("layla")
    page = words(layla.get(house.url("market/")))
    assert "The lemon guide" in page
    assert "Huda of garden" in page
    assert "seller gets $8.10" in page
    assert "Gardener" not in words(layla.get(house.url("market/?kind=product")))
    assert "The lemon guide" not in words(layla.get(house.url("market/?q=tomato")))
    assert "Nothing like this" in words(layla.get(house.url("market/?q=tomato")))


def test_an_offer_shows_its_price_for_me_and_what_becomes_of_it_before_i_pay(house: House) -> None:
    plan(house)
    offer = sell(house, to=house.huda.party_id, regional={"EG": 300})
    commerce.make_coupon(
        community_id=house.community.pk, code="TENTH", percent_bp=1_000, by=house.owner.party_id, at=BEFORE
    )
    layla = house.client("layla")
    plain = words(layla.get(house.url(f"memberships/{offer.id}/")))
    assert "Huda of garden 90% $8.10" in plain
    assert "The owner 10% $0.90" in plain
    mine = words(layla.get(house.url(f"memberships/{offer.id}/?country=EG&code=tenth")))
    assert "To pay $2.70" in mine
    assert "not known here" in words(layla.get(house.url(f"memberships/{offer.id}/?code=WRONG")))
    ask = {"offer": offer.id, "method": "bank", "country": "EG", "code": "tenth", "key": "k"}
    for _tap in range(2):
        placed = layla.post(house.url("orders/"), ask)
    (order,) = commerce.list_orders(membership_id=house.layla.pk)
    assert (order.due_minor, order.list_minor) == (270, 300)
    assert "Huda of garden 90% $2.43" in words(layla.get(placed.headers["Location"]))


def test_a_price_in_dinars_is_shown_with_three_decimals_everywhere(house: House) -> None:
    type(house.community).objects.filter(pk=house.community.pk).update(currency="KWD")
    offer = sell(house, "kuwait", 12_500, "month", "membership", least_minor=2_500)
    layla, owner = house.client("layla"), house.client("owner")
    pages = [layla.get(house.url(f"memberships/{offer.id}/")), layla.get(house.url("market/"))]
    layla.post(house.url("orders/"), {"offer": offer.id, "method": "bank", "amount": "12.5", "key": "k"})
    (order,) = commerce.list_orders(membership_id=house.layla.pk)
    assert order.due_minor == 12_500
    pages += [layla.get(house.url(f"orders/{order.id}/")), layla.get(house.url("purchases/"))]
    pages += [owner.get(house.url("goods/")), owner.get(house.url(f"goods/{offer.id}/"))]
    for page in pages:
        text = page.content.decode()
        assert "12.500" in text
        assert not re.search(r"12\.5(?!00)", text)


def test_a_file_is_for_its_buyer_and_everybody_else_is_told_nothing(house: House, neighbours: House) -> None:
    offer = sell(house)
    commerce.set_offer_file(offer_id=offer.id, content=b"seeds", name="دليل.txt", by=house.owner.party_id, at=BEFORE)
    bought(house, offer)
    address = house.url(f"market/{offer.id}/file/")
    answer = house.client("layla").get(address)
    assert (answer.content, answer.headers["X-Content-Type-Options"]) == (b"seeds", "nosniff")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "Download" in words(house.client("layla").get(house.url("purchases/")))
    for nobody in (house.client("huda"), neighbours.client("owner")):
        assert nobody.get(address).status_code in (403, 404)


def test_a_gift_from_the_order_to_the_one_who_opens_it(house: House) -> None:
    offer = house.offer(600)
    layla, huda = house.client("layla"), house.client("huda")
    placed = layla.post(house.url(f"market/{offer.id}/gift/"), {"note": "For you", "method": "bank", "key": "g"})
    (order,) = commerce.list_orders(membership_id=house.layla.pk)
    assert "once it is paid" in words(layla.get(placed.headers["Location"]))
    commerce.approve_payment(order_id=order.id, amount_minor=600, by=house.owner.party_id, at=NOW, key="p")
    code = commerce.gift_of_order(order_id=order.id, viewer=house.layla.party_id).code
    assert code in words(layla.get(placed.headers["Location"]))
    assert code not in words(house.client("treasurer").get(placed.headers["Location"]))
    assert huda.post(house.url("gifts/redemption/"), {"code": code, "key": "r"}).status_code == 302
    assert "A gift" in words(huda.get(house.url("purchases/")))
    again = house.client("steward").post(house.url("gifts/redemption/"), {"code": code, "key": "r"})
    assert again.status_code == 422


def test_pausing_going_on_ending_and_changing_with_one_press_each(house: House) -> None:
    yearly = sell(house, "year", 12_000, "year", "membership")
    patron = sell(house, "patron", 24_000, "year", "membership")
    bought(house, yearly)
    layla, stranger = house.client("layla"), house.client("huda")
    (term,) = commerce.list_terms(membership_id=house.layla.pk, at=NOW + timedelta(seconds=5))
    for deed, said in (("rest", "Paused"), ("return", "Open"), ("ending", "Ends by itself")):
        assert stranger.post(house.url(f"purchases/{term.id}/{deed}/")).status_code == 404
        assert layla.post(house.url(f"purchases/{term.id}/{deed}/")).status_code == 302
        assert said in words(layla.get(house.url("purchases/")))
    page = words(layla.get(house.url(f"purchases/{term.id}/change/")))
    assert "$110.00" in page
    ask = {"tier": patron.id, "method": "bank", "key": "c"}
    layla.post(house.url(f"purchases/{term.id}/change/"), ask)
    assert commerce.list_orders(membership_id=house.layla.pk)[0].paid_minor == 11_000


def test_a_tip_for_an_answer_says_first_what_reaches_its_writer(house: House) -> None:
    plan(house)
    layla = house.client("layla")
    address = house.url(f"people/{house.huda.pk}/tip/")
    assert "90% goes to" in words(layla.get(f"{address}?for=post:12"))
    layla.post(address, {"amount": "5", "method": "bank", "ref": "post:12", "key": "t"})
    (order,) = commerce.list_orders(membership_id=house.layla.pk)
    assert (order.due_minor, order.subject_ref, order.to) == (500, "post:12", house.huda.party_id)
    assert layla.get(house.url(f"people/{house.layla.pk}/tip/")).status_code == 404
    share = house.url(f"people/{house.huda.pk}/fee-share/")
    assert layla.post(share, {"share": "20"}).status_code == 302
    assert commerce.list_steers(membership_id=house.layla.pk) == [(house.huda.party_id, 2_000)]
    assert "Huda of garden" in words(layla.get(house.url("purchases/")))
    assert layla.post(share, {"share": "101"}).status_code == 422


def test_a_group_gives_its_seats_by_link(house: House) -> None:
    group = sell(house, "group", 3_000, "month", "membership", seats=3)
    bought(house, group)
    layla = house.client("layla")
    assert house.client("huda").get(house.url(f"purchases/groups/{group.id}/seats/")).status_code == 404
    layla.post(house.url(f"purchases/groups/{group.id}/seats/"))
    (seat,) = commerce.list_seats(offer_id=group.id, holder_id=house.layla.pk)
    assert seat.code in words(layla.get(house.url(f"purchases/groups/{group.id}/seats/")))
    answer = house.client("huda").post(house.url("seats/taking/"), {"code": seat.code, "key": "s"})
    assert answer.status_code == 302
    assert "Huda of garden" in words(layla.get(house.url(f"purchases/groups/{group.id}/seats/")))


def test_the_owner_puts_every_kind_on_sale_changes_it_and_takes_it_off(house: House) -> None:
    owner = house.client("owner")
    names = {"name_ar": "جديد", "name_en": "New thing", "about_ar": "", "about_en": ""}
    terms = {"seats": "1", "trial_days": "7", "grace_days": "3", "steer_percent": "20", "interval": "month"}
    asks = {
        "membership": {**names, **terms, "price": "6.00", "least": "2.00", "regional": "EG 3.00\nJO 4.50"},
        "free": names,
        "product": {**names, "price": "9.00", "regional": "", "to": str(house.huda.party_id)},
        "course": {**names, "price": "40", "regional": ""},
    }
    for sort, ask in asks.items():
        assert owner.post(house.url(f"goods/new/{sort}/"), ask).status_code == 302, sort
    kinds = [(one.kind, one.interval) for one in commerce.list_offers(community_id=house.community.pk)]
    assert sorted(kinds) == [("course", "once"), ("membership", "free"), ("membership", "month"), ("product", "once")]
    made = next(o for o in commerce.list_offers(community_id=house.community.pk) if o.interval == "month")
    assert (made.least_minor, made.trial_days, made.steer_most_bp) == (200, 7, 2_000)
    assert dict(made.regional) == {"EG": 300, "JO": 450}
    wrong = owner.post(house.url("goods/new/membership/"), {**asks["membership"], "regional": "Egypt three"})
    assert wrong.status_code == 422
    changed = {**asks["membership"], "price": "7.00", "regional": ""}
    assert owner.post(house.url(f"goods/{made.id}/"), changed).status_code == 302
    assert commerce.list_offers(community_id=house.community.pk, with_retired=True)[0].community_id
    owner.post(house.url(f"goods/{made.id}/retirement/"))
    assert made.id not in {o.id for o in commerce.list_offers(community_id=house.community.pk)}
    for nobody in ("layla", "steward"):
        assert house.client(nobody).post(house.url("goods/new/free/"), names).status_code == 403


def test_a_coupon_is_made_counted_and_ended(house: House, neighbours: House) -> None:
    owner = house.client("owner")
    assert owner.post(house.url("coupons/"), {"code": "spring", "percent": "25", "key": "c"}).status_code == 302
    assert "SPRING" in words(owner.get(house.url("coupons/")))
    both = {"code": "both", "percent": "25", "amount": "1.00", "key": "d"}
    assert owner.post(house.url("coupons/"), both).status_code == 422
    (row,) = commerce.list_coupons(community_id=house.community.pk, by=house.owner.party_id)
    assert neighbours.client("owner").post(neighbours.url(f"coupons/{row.id}/retirement/")).status_code == 404
    owner.post(house.url(f"coupons/{row.id}/retirement/"))
    assert not commerce.list_coupons(community_id=house.community.pk, by=house.owner.party_id)[0].is_active


def test_a_seller_whom_the_plan_does_not_pay_is_promised_nothing(house: House) -> None:
    document = distribution.plan_template(slug="expertise-qa", currency="USD").document
    by = house.owner.party_id
    made = distribution.draft_plan(community_id=house.community.pk, document=document, by=by, at=BEFORE)
    distribution.adopt_plan(plan_id=made.id, from_period=MONTH.label, by=by, at=BEFORE)
    offer = sell(house, to=house.huda.party_id)
    layla = house.client("layla")
    assert "seller gets $" not in words(layla.get(house.url("market/")))
    assert "The common fund 100% $9.00" in words(layla.get(house.url(f"memberships/{offer.id}/")))


def test_services_and_events_stand_in_the_market_too_for_those_who_belong(house: House) -> None:
    plan(house)
    huda, owner = house.client("huda"), house.people["owner"].party_id
    said = {"title": "Plant illness", "body": "Three photos.", "question": "", "rework_count": "1", "price1": "12.00"}
    made = huda.post(house.url("services/new/"), {**said, "appointment_minutes": "0", "days1": "1", "key": "s"})
    assert made.status_code == 302
    event = commerce.tickets.EventSpec(
        title_ar="ورشة السماد", title_en="Compost workshop", place="Roof 7", starts_at=NOW + timedelta(days=5),
        ends_at=NOW + timedelta(days=5, hours=3), capacity=5, sales_from=BEFORE, sales_until=NOW + timedelta(days=4),
    )  # fmt: skip
    tier = commerce.tickets.TierSpec(name_ar="تذكرة", name_en="Ticket", price_minor=1_500, most_count=None)
    commerce.tickets.plan_event(community_id=house.community.pk, spec=event, tiers=[tier], by=owner, at=BEFORE)
    layla = house.client("layla")
    page = words(layla.get(house.url("market/")))
    assert "Plant illness Huda of garden $12.00 seller gets $10.80" in page
    assert "Compost workshop" in page
    assert "Plant illness" not in words(layla.get(house.url("market/?kind=ticket")))
    assert "Plant illness" not in words(house.client("").get(house.url("market/")))
