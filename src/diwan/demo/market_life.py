"""What is on sale beside memberships, and who bought it: guides, a course, a family's seats, a gift, tips."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.commerce import public as commerce
from diwan.demo.scene import Player, Scene

_GUIDES: tuple[dict[str, Any], ...] = (
    {"slug": "lemon-season", "kind": "product", "price_minor": 480, "seller": "rami",
     "name_ar": "ليمون في أصيص: دليل موسم كامل", "name_en": "A potted lemon: one season's guide",
     "about_ar": "من اختيار الأصيص إلى أول حبة، أسبوعًا بأسبوع، مع جدول سقاية.",
     "about_en": "From choosing the pot to the first fruit, week by week, with a watering table."},
    {"slug": "leaf-atlas", "kind": "product", "price_minor": 1200, "seller": "samer", "least_minor": 400,
     "name_ar": "أطلس أمراض الورق المصوّر", "name_en": "Atlas of leaf illnesses",
     "about_ar": "ستون صورة من سطوحنا، وعلاج كل واحدة بما في البيت.",
     "about_en": "Sixty pictures from our own roofs, each with a cure made of what is at home."},
    {"slug": "roof-course", "kind": "course", "price_minor": 4500, "seller": "tariq",
     "regional": {"EG": 1500, "YE": 1500, "SD": 1500, "JO": 3000},
     "name_ar": "من سطح فارغ إلى بستان: ستة دروس", "name_en": "From a bare roof to an orchard: six lessons",
     "about_ar": "دروس مباشرة مع واجبات تراجعها المجموعة.",
     "about_en": "Live lessons with work that the group looks over."},
)  # fmt: skip
_FAMILY: dict[str, Any] = {
    "slug": "family", "price_minor": 1400, "interval": "month", "name_ar": "بيت وسطح", "name_en": "House and roof",
    "about_ar": "لأهل البيت جميعًا: أربعة مقاعد بسعر عضويتين تقريبًا.",
    "about_en": "For a whole household: four seats for little more than the price of two.",
}  # fmt: skip
_FILE = "دليل بستان السطح\n\nالأسبوع الأول: اختر أصيصًا لا يقل قطره عن أربعين سنتيمترًا.\n"


def plan_market(scene: Scene) -> None:
    """In the last weeks: the goods appear, and then people buy, give and thank."""
    scene.agenda.plan(scene.now - timedelta(days=16), partial(_open, scene))


def _open(scene: Scene, at: datetime) -> None:
    by = scene.owner.party_id
    made: dict[str, int] = {}
    for row in _GUIDES:
        words: dict[str, Any] = {
            key: row[key] for key in ("slug", "kind", "price_minor", "name_ar", "name_en", "about_ar", "about_en")
        }
        extras = commerce.Extras(
            to=scene.cast[row["seller"]].party, least_minor=row.get("least_minor"), regional=row.get("regional", {})
        )
        offer = commerce.create_offer(
            community_id=scene.id, interval="once", position=20 + len(made), by=by, at=at, extras=extras, **words
        )
        made[offer.slug] = offer.id
        if row["kind"] == "product":
            commerce.set_offer_file(offer_id=offer.id, content=_FILE.encode(), name=f"{offer.slug}.txt", by=by, at=at)
    family = commerce.Extras(seats=4, trial_days=14, grace_days=5, steer_most_bp=3_000)
    made["family"] = commerce.create_offer(community_id=scene.id, position=9, by=by, at=at, extras=family, **_FAMILY).id
    commerce.make_coupon(community_id=scene.id, code="RAMADAN", percent_bp=2_000, most_uses=50, by=by, at=at)
    scene.agenda.plan(at + timedelta(days=3), partial(_buy, scene, made))


def _buy(scene: Scene, made: dict[str, int], at: datetime) -> None:
    nour, layla = scene.cast["nour"], scene.cast["layla"]
    _order(scene, layla, made["lemon-season"], at)
    _order(scene, scene.cast["dana"], made["leaf-atlas"], at, commerce.Asked(chosen_minor=600))
    _order(scene, nour, made["roof-course"], at, commerce.Asked(country="JO", code="RAMADAN"))
    gift = commerce.buy_gift(
        community_id=scene.id, membership_id=layla.id, offer_id=made["family"], note="لأختي، لتزرع معنا هذا الموسم.",
        method="bank", at=at, key="demo:gift",
    )  # fmt: skip
    _approve(scene, gift, at)
    tip = commerce.give_tip(
        community_id=scene.id, membership_id=layla.id, to=scene.cast["samer"].party, amount_minor=300, method="cash",
        at=at, key="demo:tip",
    )  # fmt: skip
    _approve(scene, tip, at)
    commerce.steer_fee(
        community_id=scene.id, membership_id=layla.id, shares_bp={scene.cast["samer"].party: 1_000}, at=at
    )


def _order(scene: Scene, who: Player, offer_id: int, at: datetime, asked: commerce.Asked | None = None) -> None:
    order = commerce.place_order(
        community_id=scene.id, membership_id=who.id, offer_id=offer_id, method="bank", at=at,
        key=f"demo:good:{who.id}:{offer_id}", asked=asked,
    )  # fmt: skip
    _approve(scene, order, at)


def _approve(scene: Scene, order: commerce.OrderView, at: datetime) -> None:
    if order.outstanding_minor:
        by = scene.owner.party_id
        commerce.approve_payment(
            order_id=order.id, amount_minor=order.outstanding_minor, by=by, at=at, key=f"demo:good:{order.reference}"
        )
