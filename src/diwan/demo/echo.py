"""What a text sets off: who reads it and for how long, whom it helped, who tried it, who saved it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.demo.scene import Player, Scene
from diwan.gathering import public as gathering

EVIDENCE = {"helped": "helped_me", "tried": "tried_worked", "same": "same_here", "failed": "did_not_work"}
_READ_WITHIN = timedelta(days=9)
# How likely somebody who is there reads a post in their own language, and in the other.
_OWN_LANGUAGE, _OTHER_LANGUAGE = 0.32, 0.09


def plan_readers(scene: Scene, post: gathering.Post, words: Mapping[str, Any], at: datetime) -> None:
    """Plan the reads of a post, then its evidence and saves, which come from some of its readers."""
    readers = [
        player
        for player in _others(scene, post.author_id, at)
        if scene.chance.random() < (_OWN_LANGUAGE if player.language == post.language else _OTHER_LANGUAGE)
    ]
    for reader in readers:
        # Squared, most reads fall into the first days.
        when = scene.after(at, share=scene.chance.random() ** 2, within=_READ_WITHIN)
        seconds = round(post.estimated_seconds * scene.chance.uniform(0.4, 1.4))
        depth = scene.chance.randrange(5500, 10001, 500)
        scene.agenda.plan(when, partial(_read, post, reader, seconds, depth))
    plan_evidence(scene, post.ref, post.author_id, words, at)
    for reader in _some(scene, _others(scene, post.author_id, at), words.get("saved", 0)):
        when = scene.after(at, share=scene.chance.random(), within=_READ_WITHIN)
        scene.agenda.plan(when, partial(_save, post, reader))


def plan_evidence(scene: Scene, ref: str, author_id: int, words: Mapping[str, Any], at: datetime) -> None:
    """Plan the evidence that the story counts beside a text, from as many people as were there."""
    for name, kind in EVIDENCE.items():
        for reader in _some(scene, _others(scene, author_id, at), words.get(name, 0)):
            when = scene.after(at, share=scene.chance.random(), within=_READ_WITHIN)
            scene.agenda.plan(when, partial(_react, ref, reader, kind))


def _others(scene: Scene, author_id: int, at: datetime) -> list[Player]:
    return [player for player in scene.cast.values() if player.id != author_id and player.is_around(at)]


def _some(scene: Scene, players: list[Player], wanted: int) -> list[Player]:
    return scene.chance.sample(players, min(wanted, len(players)))


def _read(post: gathering.Post, reader: Player, seconds: int, depth: int, at: datetime) -> None:
    if reader.is_around(at):
        gathering.record_read(
            post_id=post.pk, membership_id=reader.id, active_seconds=seconds, scrolled_bp=depth, at=at
        )


def _save(post: gathering.Post, reader: Player, at: datetime) -> None:
    if reader.is_around(at):
        gathering.save_post(post_id=post.pk, membership_id=reader.id, at=at)


def _react(ref: str, reader: Player, kind: str, at: datetime) -> None:
    if reader.is_around(at):
        gathering.react(target=ref, membership_id=reader.id, kind=kind, at=at)
