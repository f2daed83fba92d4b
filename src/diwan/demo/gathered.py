"""People arrive: the founding, the members with their roles, who leaves the stage, who turns out to be one person."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.demo.scene import Player, Scene
from diwan.gathering import public as gathering
from diwan.payouts import public as payouts
from diwan.people import public as people

MAIL = "demo.example"
_TRUSTED, _VERIFIED = 2, 1


def found(*, facts: dict[str, Any], owner: people.Person, at: datetime) -> people.Community:
    """Found the community that the story describes."""
    names = ("slug", "name_ar", "name_en", "about_ar", "about_en", "currency", "timezone", "language")
    return people.create_community(owner=owner, at=at, **{name: facts[name] for name in names})


def make_person(row: dict[str, Any], *, at: datetime, timezone: str) -> people.Person:
    """The person of a row of the story; those behind the demo's doors have the door's address."""
    person = people.create_person(
        email=f"{row.get('door') or row['key']}@{MAIL}",
        display_name=row["name"],
        language=row["language"],
        timezone=timezone,
        at=at,
    )
    bio = row.get("bio")
    return people.edit_profile(person=person, bio=bio) if bio else person


def open_spaces(scene: Scene, rows: list[dict[str, Any]], *, at: datetime) -> None:
    for row in rows:
        space = gathering.create_space(community_id=scene.id, at=at, **row)
        scene.spaces[row["slug"]] = space.pk


def plan_arrivals(scene: Scene, rows: list[dict[str, Any]]) -> None:
    """Plan everybody's joining, in days from the first month's beginning (below zero: before)."""
    for row in rows:
        at = scene.start(0) + timedelta(days=row["joined"], hours=10)
        scene.agenda.plan(at, partial(_arrive, scene, row))


def _arrive(scene: Scene, row: dict[str, Any], at: datetime) -> None:
    if row["key"] in scene.cast:
        membership = scene.cast[row["key"]].membership
    else:
        person = make_person(row, at=at, timezone=scene.community.timezone)
        membership = people.join_community(person=person, community=scene.community, at=at)
        scene.cast[row["key"]] = Player(membership, row["language"], at)
    for role in row.get("roles", ()):
        people.grant_role(membership=membership, role=role, by=scene.owner, at=at)
    level = row.get("trust", _TRUSTED if row["joined"] < 0 else _VERIFIED)
    people.set_trust(membership=membership, level=level, at=at)
    if "payout" in row:
        kind, details = next(iter(row["payout"].items()))
        payouts.set_method(membership_id=membership.pk, kind=kind, details=details, at=at + timedelta(minutes=9))


def plan_partings(scene: Scene, rows: list[dict[str, Any]]) -> None:
    """Plan what stewards had to do about memberships: suspend one, merge two that are one person."""
    for row in rows:
        deeds = {"suspend": _suspend, "merge": _merge}
        scene.agenda.plan(scene.on(row["month"], row["day"], 12), partial(deeds[row["deed"]], scene, row))


def _suspend(scene: Scene, row: dict[str, Any], at: datetime) -> None:
    player = scene.cast[row["who"]]
    by = scene.cast[row["by"]].membership
    people.suspend_membership(membership=player.membership, by=by, reason=row["reason"], at=at)
    player.gone_at = at


def _merge(scene: Scene, row: dict[str, Any], at: datetime) -> None:
    keep, other = scene.cast[row["keep"]], scene.cast[row["who"]]
    people.merge_memberships(keep=keep.membership, other=other.membership, by=scene.cast[row["by"]].membership, at=at)
    other.gone_at = at
