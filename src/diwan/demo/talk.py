"""What people write: posts, answers, replies, drafts; and what follows from it in the hours and days after."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.demo import echo, pictures
from diwan.demo.attention_life import tags_of
from diwan.demo.scene import Scene
from diwan.gathering import public as gathering
from diwan.trust.enums import Reason
from diwan.trust.public import file_report

_TALK_WITHIN = timedelta(days=2.5)


def plan_posts(scene: Scene, posts: list[dict[str, Any]]) -> None:
    for post in posts:
        at = scene.now - timedelta(hours=post["hours_ago"]) if "hours_ago" in post else None
        scene.agenda.plan(at or scene.told(post["month"], post["day"]), partial(_publish, scene, post))


def _publish(scene: Scene, post: dict[str, Any], at: datetime) -> None:
    author = scene.cast[post["by"]]
    row = gathering.publish_post(
        community_id=scene.id,
        space_id=scene.spaces[post["in"]],
        author_id=author.id,
        kind=post["kind"],
        title=post["title"],
        body=post["text"],
        language=post["language"],
        images=_images(scene, post, at),
        tags=tags_of(post),
        at=at,
    )
    echo.plan_readers(scene, row, post, at)
    talk = post.get("talk", [])
    for place, comment in enumerate(talk):
        when = scene.after(at, share=(place + 1) / (len(talk) + 1), within=_TALK_WITHIN)
        scene.agenda.plan(when, partial(_comment, scene, row, comment, None))


def _images(scene: Scene, post: dict[str, Any], at: datetime) -> list[int]:
    if "image" not in post:
        return []
    image = gathering.attach_image(
        community_id=scene.id,
        membership_id=scene.cast[post["by"]].id,
        content=pictures.PLATES[post["image"]](),
        alt=post.get("alt", post["title"]),
        at=at,
    )
    return [image.pk]


def _comment(scene: Scene, post: gathering.Post, words: dict[str, Any], parent: int | None, at: datetime) -> None:
    author = scene.cast[words["by"]]
    row = gathering.write_comment(
        post_id=post.pk, author_id=author.id, body=words["text"], parent_id=parent, language=author.language, at=at
    )
    echo.plan_evidence(scene, row.ref, row.author_id, words, at)
    if words.get("accepted"):
        soon = scene.after(at, share=0.5, within=timedelta(hours=9))
        scene.agenda.plan(soon, partial(_accept, post, row.pk))
    if "report" in words:
        soon = scene.after(at, share=0.4, within=timedelta(hours=20))
        scene.agenda.plan(soon, partial(_report, scene, row, words["report"]))
    replies = words.get("replies", [])
    for place, reply in enumerate(replies):
        when = scene.after(at, share=(place + 1) / (len(replies) + 1), within=timedelta(hours=20))
        scene.agenda.plan(when, partial(_comment, scene, post, reply, row.pk))


def _accept(post: gathering.Post, comment_id: int, at: datetime) -> None:
    gathering.accept_answer(post_id=post.pk, comment_id=comment_id, by_id=post.author_id, at=at)


def _report(scene: Scene, comment: gathering.Comment, report: dict[str, str], at: datetime) -> None:
    file_report(
        reporter=scene.cast[report["by"]].membership,
        object_ref=comment.ref,
        subject=comment.author,
        reason=Reason(report["reason"]),
        note=report["note"],
        at=at,
    )


def plan_drafts(scene: Scene, drafts: list[dict[str, Any]]) -> None:
    for draft in drafts:
        scene.agenda.plan(scene.told(len(scene.months) - 1, draft["day"]), partial(_draft, scene, draft))


def _draft(scene: Scene, draft: dict[str, Any], at: datetime) -> None:
    gathering.save_draft(
        community_id=scene.id,
        space_id=scene.spaces[draft["in"]],
        author_id=scene.cast[draft["by"]].id,
        kind=draft["kind"],
        title=draft["title"],
        body=draft["text"],
        language=draft["language"],
        at=at,
    )
