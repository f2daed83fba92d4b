"""What people follow, how far they have read, and the tags of what they write."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.demo.scene import Scene
from diwan.gathering import public as gathering
from diwan.kernel.text.folding import variants, words

# A word that a text holds, folded, and the tag its author would give it; each language has its own.
_TAG_OF = {
    "ar": {
        "طماطم": "طماطم", "ليمون": "ليمون", "نعناع": "نعناع", "ري": "ريّ", "سقي": "ريّ", "بذور": "بذور", "تربه": "تربة",
        "سماد": "تسميد", "حديد": "نقص الحديد", "اصيص": "أصص", "شتله": "شتلات", "ذباب": "آفات", "ظل": "ظلّ وشمس",
    },
    "en": {
        "tomato": "tomatoes", "lemons": "citrus", "lemon": "citrus", "watering": "watering", "seedlings": "seedlings",
        "seed": "seeds", "soil": "soil", "compost": "compost", "pot": "pots", "aphids": "pests", "wind": "wind",
    },
}  # fmt: skip
_MOST = 3
_FOLLOWED = 4


def tags_of(post: dict[str, Any]) -> list[str]:
    """Up to three, in the order of the table."""
    held = {form for word in words(f"{post['title']} {post['text']}") for form in variants(word)}
    found = (tag for word, tag in _TAG_OF.get(post["language"], {}).items() if word in held)
    return list(dict.fromkeys(found))[:_MOST]


def plan_attention(scene: Scene, keys: list[str]) -> None:
    """Those behind the demo's doors follow a few people and tags, and were last here two days ago."""
    for key in keys:
        scene.agenda.plan(scene.now - timedelta(days=9), partial(_settle, scene, key))
        scene.agenda.plan(scene.now - timedelta(days=2), partial(_visit, scene, key))


def _settle(scene: Scene, key: str, at: datetime) -> None:
    if key not in scene.cast:
        return
    me = scene.cast[key].id
    scope: dict[str, Any] = {"community_id": scene.id, "viewer_id": me}
    gathering.read_everything(membership_id=me, at=at)
    writers = dict.fromkeys(item.author.membership_id for item in gathering.list_feed(**scope).items)
    for other in [writer for writer in writers if writer != me][:_FOLLOWED]:
        gathering.follow_person(other_id=other, membership_id=me, level="following")
    for tag in gathering.list_tags(**scope, limit=2):
        gathering.follow_tag(tag_id=tag.id, membership_id=me, is_followed=True)


def _visit(scene: Scene, key: str, at: datetime) -> None:
    if key not in scene.cast:
        return
    me = scene.cast[key].id
    for item in gathering.list_new(community_id=scene.id, viewer_id=me, at=at).items:
        found = gathering.thread_attention(community_id=scene.id, viewer_id=me, post_id=item.id)
        gathering.keep_position(post_id=item.id, membership_id=me, up_to=found.newest_id, at=at)
