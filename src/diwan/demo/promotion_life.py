"""Money from outside in the demo: a sponsor's deal with its card and counts, a shop's sales, newcomers by a code."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.demo.scene import Scene
from diwan.distribution.public import reach_of
from diwan.kernel.periods import Period
from diwan.people import public as people
from diwan.promotion import public as promotion
from diwan.promotion.enums import Sight

_SPONSOR = {"name": "مشتل الغور · Ghor Nursery", "contact": "hello@ghor.example", "website": "https://ghor.example/"}
_CARD: dict[str, Any] = {
    "headline_ar": "شتلات خريف تحتمل السطح", "headline_en": "Autumn seedlings that bear a roof",
    "words_ar": "تُسلَّم في عمّان والزرقاء كل خميس.", "words_en": "Delivered in Amman and Zarqa every Thursday.",
    "link": "https://ghor.example/autumn",
}  # fmt: skip
_RULES = "لا نقف بجانب حديث عن مبيدات. We do not stand beside talk of pesticides."
_KIT_AR = "مجتمع لمن يزرع على السطح والشرفة. يناسبه من يبيع تربة وشتلات وأدوات ريّ، ولا يناسبه ما يَعِد بمحصول بلا عمل."
_KIT_EN = (
    "People who grow on roofs and balconies. Soil, seedlings and drip lines suit us; harvests without work do not."
)
_FILE = """reference,code,date,amount,status
S-4101,{code},{first},14.20,confirmed
S-4102,{code},{first},9.75,pending
S-4103,,{last},6.30,confirmed
S-4104,{code},{last},11.00,reversed
"""
_AGENT = "Mozilla/5.0 (Linux; Android 14)"
_DAYS_AGO, _DAYS = 9, 46
_REFERRER, _BROUGHT = "layla", ("noah", "leila_r", "marta")


def plan_promotion(scene: Scene, rows: list[dict[str, Any]]) -> None:
    """A deal that began nine days ago and runs on; what was seen of it since; a shop; three who were brought."""
    begun = scene.now - timedelta(days=_DAYS_AGO)
    scene.agenda.plan(begun, partial(_agree, scene))
    scene.agenda.plan(scene.now - timedelta(days=6), partial(_open_shop, scene))
    for row in rows:
        if row["key"] in _BROUGHT:
            joined_at = scene.start(0) + timedelta(days=row["joined"], hours=10)
            scene.agenda.plan(joined_at + timedelta(minutes=30), partial(_bring, scene, row["key"]))


def _agree(scene: Scene, at: datetime) -> None:
    owner = _fresh(scene, "mona")
    promotion.keep_kit(
        by=owner, words_ar=_KIT_AR, words_en=_KIT_EN, contact="sponsors@rooftop.example", is_open=True, at=at
    )
    sponsor = promotion.add_sponsor(by=owner, at=at, **_SPONSOR)
    first = at.date()
    deal = promotion.draft_campaign(
        by=owner, sponsor_id=sponsor.pk, title="شتلات الخريف · Autumn seedlings", starts=first,
        ends=first + timedelta(days=_DAYS - 1), price_minor=18_000, brand_rules=_RULES, at=at,
    )  # fmt: skip
    card = promotion.add_placement(by=owner, campaign_id=deal.pk, **_CARD)
    done = promotion.add_deliverable(
        by=owner, campaign_id=deal.pk, title="دليل: متى ننقل الشتلة؟", due=first + timedelta(days=5)
    )
    promotion.add_deliverable(
        by=owner, campaign_id=deal.pk, title="لقاء أسئلة مع المهندسة رنا", due=first + timedelta(days=21)
    )
    month = Period.of(at, scene.community.timezone).label
    reach = reach_of(community_id=scene.id, period=month, kind="sponsor", amount_minor=deal.untaxed_minor)
    promotion.agree_campaign(
        by=owner, campaign_id=deal.pk, members_minor=reach.members_minor, plan_hash=reach.plan_hash, at=at
    )
    promotion.record_sponsor_payment(
        by=owner, campaign_id=deal.pk, amount_minor=12_000, fee_minor=0, paid_into="bank", received=first, at=at,
        key="demo:ghor",
    )  # fmt: skip
    promotion.prove_deliverable(by=owner, deliverable_id=done.pk, proof="نُشر في مساحة البذور", at=at)
    for day in range(_DAYS_AGO):
        scene.agenda.plan(at + timedelta(days=day, hours=3), partial(_look, scene, f"placement:{card.pk}", day))


def _look(scene: Scene, subject: str, day: int, at: datetime) -> None:
    """A few members a day, in turn; some of them follow the card."""
    around = [one.membership for key, one in sorted(scene.cast.items()) if one.is_around(at)]
    for turn, member in enumerate(around[day % 3 :: 3][:7]):
        _see(scene, subject, member, Sight.VIEW, at)
        if turn % 4 == day % 4:
            _see(scene, subject, member, Sight.CLICK, at)


def _see(scene: Scene, subject: str, member: people.Membership, what: str, at: datetime) -> None:
    who = promotion.Onlooker(member, "192.0.2.1", _AGENT, False)
    promotion.record_sighting(community=scene.community, subject=subject, what=what, who=who, at=at)


def _open_shop(scene: Scene, at: datetime) -> None:
    owner = _fresh(scene, "mona")
    shop = promotion.keep_programme(
        by=owner, name="seedtray.example", tag_parameter="tag", tag_value="rooftop-21", code_parameter="subid",
        hosts=["seedtray.example"], at=at,
    )  # fmt: skip
    link = promotion.make_link(
        by=owner, programme_id=shop.pk, target="https://seedtray.example/trays/72", at=at,
        title="صينية 72 خلية · 72-cell tray",
    )  # fmt: skip
    last = at.date()
    text = _FILE.format(code=link.code, first=last - timedelta(days=3), last=last)
    promotion.import_commissions(by=owner, programme_id=shop.pk, text=text, at=at)


def _bring(scene: Scene, key: str, at: datetime) -> None:
    """They had just come, and named the code by which they came."""
    code = promotion.referral_code(member=_fresh(scene, _REFERRER), at=at)
    promotion.claim_if_any(newcomer=_fresh(scene, key), code=code, at=at)


def _fresh(scene: Scene, key: str) -> people.Membership:
    """The membership with the roles it has now."""
    found = people.find_membership(membership_id=scene.cast[key].id)
    assert found is not None
    return found
