"""Builds the demo: two communities whose months pass one deed after another, through the rooms' doors only."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from django.db import transaction

from diwan.demo import closing, editorial_life, gathered, talk, till, tills_life, writing_life
from diwan.demo.agenda import Agenda
from diwan.demo.attention_life import plan_attention
from diwan.demo.belonging_life import plan_belonging
from diwan.demo.conversation_life import plan_conversations
from diwan.demo.gateways_life import live_online
from diwan.demo.invoicing_life import name_seller, plan_documents
from diwan.demo.market_life import plan_market
from diwan.demo.promotion_life import plan_promotion
from diwan.demo.purse import Purse
from diwan.demo.reach_life import forgo_old_mail, live_reached
from diwan.demo.safety_life import plan_moderation
from diwan.demo.scene import CLOSED_MONTHS, Player, Scene, months_until
from diwan.demo.services_life import plan_services
from diwan.demo.story import read, read_posts
from diwan.demo.treasury_life import plan_treasury
from diwan.payouts import public as payouts
from diwan.people import public as people
from diwan.people.errors import NoSuchCommunity

SLUG = "rooftop"
SECOND_SLUG = "majlis-khatt"
_SEED = 20260501
_FOUNDED_BEFORE = timedelta(days=46)


def exists() -> bool:
    """Whether the demo was built here before."""
    try:
        people.get_community(slug=SLUG)
    except NoSuchCommunity:
        return False
    return True


def build(*, at: datetime, tell: Callable[[str], None]) -> None:
    """Build both communities as they would stand at the instant `at`: all of it, or nothing."""
    with transaction.atomic():
        owner = _build_orchard(at, tell)
        _build_majlis(at, tell, owner)
        forgo_old_mail(at)


def _build_orchard(now: datetime, tell: Callable[[str], None]) -> people.Person:
    facts, rows, money = read("orchard"), read("people"), read("money")
    at = months_until(now, facts["timezone"], CLOSED_MONTHS)[0].start(facts["timezone"]) - _FOUNDED_BEFORE
    owner = gathered.make_person(rows[0], at=at, timezone=facts["timezone"])
    scene = _scene(facts, owner, now, tell, CLOSED_MONTHS, at)
    gathered.open_spaces(scene, facts["spaces"], at=at)
    gathered.plan_arrivals(scene, rows)
    gathered.plan_partings(scene, facts["partings"])
    counter = till.Till(scene, offers=money["offers"], ways=money["ways"], at=at)
    counter.keepers = ["tariq", "mona"]
    tills_life.name_addresses(scene, at=at)
    address = {"name_ar": "جمعية بستان السطوح", "name_en": "Rooftop Orchard Society", "address": "عمّان، جبل اللويبدة"}
    name_seller(scene, country="JO", **address, at=at)
    counter.statement_from = tills_life.statement_day(scene)
    counter.plan_orders([row for row in rows if "pays" in row], money["quirks"])
    till.plan_renewal_jobs(scene)
    purse = Purse(scene, outsiders=money["outsiders"], at=at)
    purse.plan(receipts=money["receipts"], costs=money["costs"], keeper="tariq")
    closing.plan_plans(scene, read("plans"))
    closing.plan_months(scene, first=0, claims=money["claims"], pool="stewards", objections=money["objections"])
    payouts.set_terms(community_id=scene.id, minimum_minor=200, quantum_minor=1, by=scene.owner.party_id, at=at)
    talk.plan_posts(scene, read_posts("posts_"))
    talk.plan_drafts(scene, facts["drafts"])
    editorial_life.plan_editorial(scene)
    plan_conversations(scene)
    writing_life.plan_polls(scene)
    plan_notices_read(scene, facts["tidy"])
    plan_attention(scene, facts["tidy"])
    plan_belonging(scene, facts["tidy"])
    plan_moderation(scene)
    plan_promotion(scene, rows)
    plan_market(scene)
    plan_treasury(scene)
    plan_documents(scene, facts["tidy"])
    plan_services(scene)
    tell(f"{facts['name_ar']} · {facts['name_en']}")
    tell(f"  {scene.agenda.run()} deeds, {len(scene.cast)} people")
    live_reached(scene)
    live_online(scene)
    return owner


def _build_majlis(now: datetime, tell: Callable[[str], None], owner: people.Person) -> None:
    facts = read("majlis")
    at = months_until(now, facts["timezone"], 2)[0].start(facts["timezone"]) - timedelta(days=9)
    scene = _scene(facts, owner, now, tell, 2, at)
    gathered.open_spaces(scene, facts["spaces"], at=at)
    gathered.plan_arrivals(scene, facts["people"])
    counter = till.Till(scene, offers=facts["offers"], ways=facts["ways"], at=at)
    counter.keepers = ["mona"]
    counter.plan_orders([row for row in facts["people"] if "pays" in row], [])
    purse = Purse(scene, outsiders=[], at=at)
    purse.plan(receipts=facts["receipts"], costs=facts["costs"], keeper="mona")
    closing.plan_plans(scene, facts["plans"])
    # Its last month is over and waits: whoever looks round as the owner can close it.
    closing.plan_months(scene, first=0, claims={}, pool="", objections=[], waiting=1)
    talk.plan_posts(scene, facts["posts"])
    tell(f"{facts['name_ar']} · {facts['name_en']}")
    tell(f"  {scene.agenda.run()} deeds, {len(scene.cast)} people")


def _scene(
    facts: dict[str, Any],
    owner: people.Person,
    now: datetime,
    tell: Callable[[str], None],
    closed: int,
    at: datetime,
) -> Scene:
    community = gathered.found(facts=facts, owner=owner, at=at)
    membership = people.get_membership(community_id=community.pk, person_id=owner.pk)
    if membership is None:
        raise RuntimeError("who founds a community is its first member")
    months = months_until(now, community.timezone, closed)
    scene = Scene(community, membership, now, months, Agenda(now), Random(_SEED), tell)
    scene.cast["mona"] = Player(membership, owner.language, at)
    return scene


def plan_notices_read(scene: Scene, keys: list[str]) -> None:
    """The people behind the demo's doors looked at their notices at the beginning of every month but this one."""
    for month in range(1, len(scene.months)):
        for key in keys:
            scene.agenda.plan(scene.start(month) + timedelta(hours=5), partial(_mark_read, scene, key))


def _mark_read(scene: Scene, key: str, at: datetime) -> None:
    if key in scene.cast:
        people.mark_notices_read(membership_id=scene.cast[key].id, at=at)
