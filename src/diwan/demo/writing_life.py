"""What the editor makes: a poll with its voices, a picture among the words, somebody called by name, a quotation."""

from datetime import datetime, timedelta
from functools import partial

from diwan.demo import pictures
from diwan.demo.scene import Player, Scene
from diwan.gathering import public as gathering

_ANSWERS = ("فول", "بازلاء", "سبانخ", "جزر")
# Which answer each voter chooses, in the order of joining; repeated as long as there are voters.
_LEANINGS = (0, 1, 0, 2, 0, 1, 3, 0, 1, 2)
_SAID = """في يناير يبرد السطح ليلًا، فاخترت أربعة أصناف تحتمل. هذه صينية البذور كما تركتها أمس:

![صينية فيها أربعون بذرة من ستة ألوان]({picture})

| الصنف | أيام الإنبات |
| --- | --- |
| فول | 9 |
| بازلاء | 7 |
| سبانخ | 8 |

@سامر_قباني أيّها أصلح لأصيص بعمق 20 سم؟"""
_ANSWER = """> **طارق الزعبي:**
> أيّها أصلح لأصيص بعمق 20 سم؟

**السبانخ** أولًا: جذوره لا تنزل أكثر من 15 سم، ويقطف بعد ستة أسابيع.
أما الفول فيريد 30 سم على الأقل، فازرعوه في الأحواض الطويلة."""


def plan_polls(scene: Scene) -> None:
    """A poll of the last days, in which members vote hour by hour."""
    scene.agenda.plan(scene.now - timedelta(hours=46), partial(_ask, scene))


def _ask(scene: Scene, at: datetime) -> None:
    asker = scene.cast["tariq"]
    image = gathering.attach_image(
        community_id=scene.id, membership_id=asker.id, content=pictures.PLATES["seeds"](), at=at
    )
    post = gathering.publish_post(
        community_id=scene.id,
        space_id=scene.spaces["seasons"],
        author_id=asker.id,
        kind="discussion",
        title="ماذا نزرع معًا في يناير؟",
        body=_SAID.format(picture=image.url()),
        language="ar",
        at=at,
    )
    asked = gathering.PollSpec("ماذا نزرع معًا في يناير؟", _ANSWERS, is_named=True, open_days=7)
    gathering.put_poll(post_id=post.pk, by_id=asker.id, poll=asked, at=at)
    options = gathering.get_poll(community_id=scene.id, post_id=post.pk, viewer_id=asker.id, at=at)
    if options is not None:
        _plan_votes(scene, post.pk, [one.id for one in options.answers], at)
    scene.agenda.plan(at + timedelta(hours=3), partial(_answer, scene, post.pk))


def _plan_votes(scene: Scene, post_id: int, options: list[int], at: datetime) -> None:
    voters = [player for key, player in scene.cast.items() if key not in ("tariq", "salma") and player.is_around(at)]
    for place, voter in enumerate(voters[:26]):
        chosen = options[_LEANINGS[place % len(_LEANINGS)]]
        scene.agenda.plan(at + timedelta(hours=1.5 * (place + 1)), partial(_vote, post_id, voter, chosen))


def _vote(post_id: int, voter: Player, option_id: int, at: datetime) -> None:
    if voter.is_around(at):
        gathering.cast_vote(post_id=post_id, membership_id=voter.id, option_ids=[option_id], at=at)


def _answer(scene: Scene, post_id: int, at: datetime) -> None:
    gathering.write_comment(post_id=post_id, author_id=scene.cast["samer"].id, body=_ANSWER, language="ar", at=at)
