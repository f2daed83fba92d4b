"""The months are closed: the plans, the claims of the team, the rite itself, an objection, the refunds replayed."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.demo.desk import plan_payday
from diwan.demo.scene import Scene
from diwan.distribution import public as distribution
from diwan.distribution.enums import Stage


def plan_plans(scene: Scene, rows: list[dict[str, Any]]) -> None:
    """Plan the drafting and adoption of each plan, in days before the month it holds from."""
    for row in rows:
        at = scene.start(row["from"]) - timedelta(days=row["days_before"])
        scene.agenda.plan(at, partial(_adopt, scene, row))


def _adopt(scene: Scene, row: dict[str, Any], at: datetime) -> None:
    plan = distribution.draft_plan(community_id=scene.id, document=row["document"], by=scene.owner.party_id, at=at)
    label = scene.months[row["from"]].label
    later = at + timedelta(hours=20)
    distribution.adopt_plan(plan_id=plan.id, from_period=label, by=scene.owner.party_id, at=later)


def plan_months(
    scene: Scene,
    *,
    first: int,
    claims: dict[str, int],
    pool: str,
    objections: list[dict[str, Any]],
    waiting: int = 0,
) -> None:
    """Plan the opening of every month from `first` on, and the close of all but the `waiting` last and today's."""
    last = len(scene.months) - 1
    for month in range(first, last + 1):
        scene.agenda.plan(scene.start(month), partial(_open, scene, month))
        if claims:
            scene.agenda.plan(scene.told(month, 25), partial(_claim, scene, month, claims, pool))
    for month in range(first, last - waiting):
        asked = [row for row in objections if row["month"] == month]
        scene.agenda.plan(scene.on(month + 1, 1, 6), partial(_publish, scene, month, asked), must=True)
        scene.agenda.plan(scene.on(month + 1, 8, 7), partial(_seal, scene, month), must=True)


def _open(scene: Scene, month: int, at: datetime) -> None:
    distribution.open_period(community_id=scene.id, period=scene.months[month].label, at=at)


def _claim(scene: Scene, month: int, claims: dict[str, int], pool: str, at: datetime) -> None:
    distribution.set_claims(
        community_id=scene.id,
        period=scene.months[month].label,
        pool=pool,
        claims=[(scene.cast[key].party, amount) for key, amount in claims.items()],
        by=scene.owner.party_id,
        at=at,
    )


def _publish(scene: Scene, month: int, objections: list[dict[str, Any]], at: datetime) -> None:
    label = scene.months[month].label
    distribution.replay_refunds(community_id=scene.id, at=at)
    distribution.advance(community_id=scene.id, period=label, by=scene.owner.party_id, at=at, until=Stage.PUBLISHED)
    for row in objections:
        scene.agenda.plan(at + timedelta(days=2), partial(_object, scene, label, row))


def _object(scene: Scene, label: str, row: dict[str, Any], at: datetime) -> None:
    raised = distribution.raise_objection(
        community_id=scene.id, period=label, party=scene.cast[row["by"]].party, line="", text=row["text"], at=at
    )
    for place, judge in enumerate(row["judges"]):
        verdict = partial(_judge, scene, raised.id, row, judge)
        scene.agenda.plan(at + timedelta(days=1, hours=5 * place), verdict, must=True)


def _judge(scene: Scene, objection_id: int, row: dict[str, Any], judge: str, at: datetime) -> None:
    distribution.resolve_objection(
        objection_id=objection_id,
        decision=row["decision"],
        reason=row["reason"],
        by=scene.cast[judge].party,
        correction_minor=row["correction_minor"],
        at=at,
    )


def _seal(scene: Scene, month: int, at: datetime) -> None:
    """Post and seal. In the first days of a month the window of the last one is still open: the owner waives it."""
    view = distribution.advance(
        community_id=scene.id,
        period=scene.months[month].label,
        by=scene.owner.party_id,
        at=at,
        waive_window=at == scene.now,
    )
    scene.tell(f"  {scene.community.slug}  {view.label}  {view.stage.value}")
    plan_payday(scene, month, at)
