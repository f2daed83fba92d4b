"""People talk: in rooms beside spaces, and to each other; told by the hour before now, so that it is always fresh."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.conversation import public as conversation
from diwan.demo.scene import Scene
from diwan.demo.story import read


def plan_conversations(scene: Scene) -> None:
    """Plan every message of the story; what is read, and what others say to it, follows once it is said."""
    for number, talk in enumerate(read("conversations")):
        said: list[conversation.Message] = []
        for words in talk["said"]:
            at = scene.now - timedelta(hours=words["ago"])
            scene.agenda.plan(at, partial(_say, scene, talk, f"story-{number}", words, said))
        at = scene.now - timedelta(hours=talk["said"][-1]["ago"])
        scene.agenda.plan(at, partial(_read, scene, talk, said))


def _say(
    scene: Scene, talk: dict[str, Any], key: str, words: dict[str, Any], said: list[conversation.Message], at: datetime
) -> None:
    author = scene.cast[words["by"]]
    first = said[0] if said else None
    if first is None and "to" in talk:
        message = conversation.start_conversation(
            by_id=author.id,
            member_ids=[scene.cast[name].id for name in talk["to"]],
            body=words["text"],
            key=key,
            title=talk.get("title", ""),
            at=at,
        )
    else:
        message = conversation.write_message(
            conversation_id=first.conversation_id if first else _room(scene, talk, author.id, at),
            author_id=author.id,
            body=words["text"],
            key=f"{key}-{len(said)}",
            reply_to_id=said[words["reply"]].pk if "reply" in words else None,
            at=at,
        )
    said.append(message)
    for kind, names in words.get("marks", {}).items():
        for name in names:
            conversation.mark_message(message_id=message.pk, by_id=scene.cast[name].id, kind=kind, at=at)


def _room(scene: Scene, talk: dict[str, Any], by_id: int, at: datetime) -> int:
    key = f"space:{scene.spaces[talk['in']]}"
    return conversation.open_room(community_id=scene.id, key=key, by_id=by_id, at=at).pk


def _read(scene: Scene, talk: dict[str, Any], said: list[conversation.Message], at: datetime) -> None:
    for name, number in talk.get("read", {}).items():
        conversation.record_reading(
            conversation_id=said[0].conversation_id, membership_id=scene.cast[name].id, number=number, at=at
        )
