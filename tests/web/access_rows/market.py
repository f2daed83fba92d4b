"""Who may open the addresses of the market.

Layla (the author) bought everything: a guide with a file, a year's membership, a club, a group's seats. Nobody else
sees what is hers; keepers put things on sale.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from diwan.commerce import public as commerce

from ..rights import AUTHOR, DONE, EVERYONE, KEEPERS, MEMBERS, REFUSED, SHOWN, Rights, row

NOT_THE_AUTHOR = MEMBERS - AUTHOR
TO_THE_STEWARD = {"membership_id": "steward_membership"}

COMMUNITY: dict[str, Rights] = {
    "market": row(EVERYONE, SHOWN),
    "good_file": row(MEMBERS, SHOWN, not_theirs=NOT_THE_AUTHOR - KEEPERS, offer_id="guide"),
    "trial": row(MEMBERS, post=DONE, offer_id="offer"),
    "gift": row(MEMBERS, SHOWN, REFUSED, offer_id="guide"),
    "gift_redemption": row(MEMBERS, SHOWN, REFUSED),
    "tip": row(MEMBERS, SHOWN, REFUSED, not_theirs=frozenset({"steward"}), **TO_THE_STEWARD),
    "fee_share": row(MEMBERS, SHOWN, REFUSED, not_theirs=frozenset({"steward"}), **TO_THE_STEWARD),
    "purchases": row(MEMBERS, SHOWN),
    "term_rest": row(MEMBERS, post=DONE, not_theirs=NOT_THE_AUTHOR, term_id="term"),
    "term_return": row(MEMBERS, post=DONE, not_theirs=NOT_THE_AUTHOR, term_id="term"),
    "term_ending": row(MEMBERS, post=DONE, not_theirs=NOT_THE_AUTHOR, term_id="term"),
    "term_change": row(MEMBERS, SHOWN, REFUSED, not_theirs=NOT_THE_AUTHOR, term_id="club_term"),
    "seats": row(MEMBERS, SHOWN, DONE, not_theirs=NOT_THE_AUTHOR, offer_id="group_offer"),
    "seat_closing": row(MEMBERS, post=DONE, not_theirs=NOT_THE_AUTHOR, seat_id="seat"),
    "seat_taking": row(MEMBERS, SHOWN, REFUSED),
    "goods": row(KEEPERS, SHOWN),
    "new_good": row(KEEPERS, SHOWN, REFUSED, sort="sort"),
    "edit_good": row(KEEPERS, SHOWN, REFUSED, offer_id="guide"),
    "good_retirement": row(KEEPERS, post=DONE, offer_id="retired"),
    "coupons": row(KEEPERS, SHOWN, REFUSED),
    "coupon_retirement": row(KEEPERS, post=DONE, coupon_id="coupon"),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """`place.objects["name"] = id`, through the rooms' doors only."""
    at, owner, layla = datetime.now(UTC) - timedelta(minutes=3), place.member("owner"), place.member("layla")
    by = {"community_id": place.community.pk, "by": owner.party_id, "at": at}

    def sell(slug: str, interval: str, key: str = "", kind: str = "membership", **extras: Any) -> int:
        return commerce.create_offer(
            slug=slug, name_ar="عرض", name_en=f"Good {slug}", price_minor=400, interval=interval, kind=kind,
            entitlement_key=key, extras=commerce.Extras(**extras), **by,
        ).id  # fmt: skip

    def buy(offer_id: int) -> None:
        order = commerce.place_order(
            community_id=place.community.pk, membership_id=layla.pk, offer_id=offer_id, method="bank", at=at,
            key=f"market-{offer_id}",
        )  # fmt: skip
        commerce.approve_payment(
            order_id=order.id, amount_minor=400, by=owner.party_id, at=at, key=f"market-{offer_id}"
        )

    guide, retired = sell("guide", "once", kind="product"), sell("retired", "once", kind="product")
    commerce.set_offer_file(offer_id=guide, content=b"A guide", name="guide.txt", by=owner.party_id, at=at)
    terms = [sell("patron", "year", "patron"), sell("club", "year", "club"), sell("group", "year", "group", seats=3)]
    for offer_id in (guide, *terms):
        buy(offer_id)
    held = {term.offer_id: term.id for term in commerce.list_terms(membership_id=layla.pk, at=datetime.now(UTC))}
    seat = commerce.open_seat(community_id=place.community.pk, membership_id=layla.pk, offer_id=terms[2], at=at)
    coupon = commerce.make_coupon(code=f"TEN{place.community.pk}", percent_bp=1_000, **by)
    place.objects |= {"guide": guide, "retired": retired, "term": held[terms[0]], "club_term": held[terms[1]]}
    place.objects |= {"group_offer": terms[2], "seat": seat, "coupon": coupon, "sort": "product"}
