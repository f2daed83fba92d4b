"""Moderation in the demo: a watch is kept, a rule holds a link, a decision waits for a second person."""

from datetime import datetime, timedelta
from functools import partial

from diwan.demo.scene import Scene
from diwan.gathering import public as gathering
from diwan.trust import public as trust
from diwan.trust.enums import Outcome, Reason

_LINK = "وجدتُ بذورًا بنصف الثمن هنا: https://seeds.example/offers لمن أراد أن يجرّب، ولا أعرف البائع."
_TRICK = "أبيع سمادًا يضاعف المحصول في أسبوع. حوّلوا لي أولًا وأرسله بعدها."


def plan_moderation(scene: Scene) -> None:
    """Told in the last two days, so that whoever opens the demo finds a queue that is alive."""
    scene.agenda.plan(scene.now - timedelta(hours=40), partial(_take_watch, scene))
    scene.agenda.plan(scene.now - timedelta(hours=9), partial(_link, scene))
    scene.agenda.plan(scene.now - timedelta(hours=6), partial(_trick, scene))
    scene.agenda.plan(scene.now - timedelta(minutes=50), partial(_look_round, scene))


def _take_watch(scene: Scene, at: datetime) -> None:
    moderators = trust.moderators_of(scene.id)
    week = trust.week_of(community_id=scene.id, at=scene.now)
    for place, member in enumerate(moderators[:3]):
        day = week + timedelta(weeks=place)
        trust.take_duty(membership=member, week_date=day, by=scene.owner, at=scene.now)
    trust.forbid_words(words="بنصف الثمن", why="عروض كهذه انتهت بشكوى مرتين.", by=scene.owner, at=at)


def _link(scene: Scene, at: datetime) -> None:
    """The newest member passes on an offer in words that moderators asked to see first: it waits."""
    newest = max(_ordinary(scene), key=lambda key: scene.cast[key].joined_at)
    _comment(scene, newest, _LINK, at)


def _trick(scene: Scene, at: datetime) -> None:
    """Two members report a trick; a moderator proposes to remove its author, and another must agree."""
    keys = sorted(_ordinary(scene))
    comment = _comment(scene, keys[0], _TRICK, at)
    for key in keys[1:3]:
        report = trust.file_report(
            reporter=scene.cast[key].membership, object_ref=comment.ref, subject=comment.author, reason=Reason.SCAM,
            note="طلب المال قبل أن يرسل شيئًا.", at=at,
        )  # fmt: skip
    steward = next((one for one in trust.moderators_of(scene.id) if one.pk != scene.owner.pk), None)
    if steward is not None:
        reason = "طلب مالًا مقابل ما لم يرسله، بعد أن نبّهه غيرنا."
        trust.answer_report(
            report_id=report.pk, by=steward, outcome=Outcome.REMOVE, code="fraud", reason=reason, days=None, at=at
        )


def _look_round(scene: Scene, at: datetime) -> None:
    trust.find_suspicions(community_id=scene.id, at=at)


def _comment(scene: Scene, key: str, words: str, at: datetime) -> gathering.Comment:
    feed = gathering.list_feed(community_id=scene.id, order="newest", viewer_id=scene.cast[key].id)
    return gathering.write_comment(
        post_id=feed.items[0].id, author_id=scene.cast[key].id, body=words, at=at, language="ar"
    )


def _ordinary(scene: Scene) -> list[str]:
    """Members without a role who are here: not the demo's own doors."""
    taken = {one.pk for one in trust.moderators_of(scene.id)} | {scene.owner.pk}
    return [
        key
        for key, player in scene.cast.items()
        if player.id not in taken and player.is_around(scene.now) and key not in ("mona", "tariq", "contributor")
    ]
