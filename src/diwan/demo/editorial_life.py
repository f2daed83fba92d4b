"""The editorial desk of the demo: a guide by two, a sponsored post with its label, a small calendar."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from diwan.contributions.public import community_day
from diwan.demo import echo
from diwan.demo.scene import Scene
from diwan.demo.story import read
from diwan.distribution.public import reach_of
from diwan.gathering import public as gathering
from diwan.kernel.periods import Period


def plan_editorial(scene: Scene) -> None:
    """Plan everything of `editorial.yaml`; days count backwards from `now`."""
    story = read("editorial")
    for post in story["posts"]:
        scene.agenda.plan(scene.now - timedelta(days=post["days_ago"]), partial(_publish, scene, post))
    for item in story["calendar"]:
        scene.agenda.plan(scene.now - timedelta(days=item["days_ago"]), partial(_plan_item, scene, item))


def _publish(scene: Scene, post: dict[str, Any], at: datetime) -> None:
    """By way of a draft, so that co-authors can agree to their parts."""
    words = _words(scene, post)
    label = _label(scene, post.get("label"), at)
    draft = gathering.save_draft(**words, label=label, at=at - timedelta(hours=3))
    if "split" in post:
        shares = {scene.cast[who].id: share for who, share in post["split"].items()}
        asked = at - timedelta(hours=2)
        gathering.propose_split(post_id=draft.pk, by_id=words["author_id"], shares_bp=shares, at=asked)
        for member_id in list(shares)[1:]:
            gathering.answer_invitation(post_id=draft.pk, by_id=member_id, accepts=True, at=at - timedelta(hours=1))
    row = gathering.publish_post(**words, draft_id=draft.pk, at=at)
    _plan_evidence(scene, row, post, at)


def _plan_evidence(scene: Scene, row: gathering.Post, post: dict[str, Any], at: datetime) -> None:
    """From people who did not write it, neither alone nor with others."""
    readers = [one for one in scene.cast.values() if one.id not in row.writer_ids and one.is_around(at)]
    for name, kind in echo.EVIDENCE.items():
        for reader in scene.chance.sample(readers, min(post.get(name, 0), len(readers))):
            when = scene.after(at, share=scene.chance.random(), within=timedelta(days=2))
            scene.agenda.plan(when, partial(_react, row.ref, reader.id, kind))


def _react(ref: str, reader_id: int, kind: str, at: datetime) -> None:
    gathering.react(target=ref, membership_id=reader_id, kind=kind, at=at)


def _label(scene: Scene, said: dict[str, Any] | None, at: datetime) -> gathering.Label | None:
    if said is None:
        return None
    month = Period.of(at, scene.community.timezone).label
    reach = reach_of(community_id=scene.id, period=month, kind="sponsor", amount_minor=said["paid_minor"])
    return gathering.Label("sponsored", said["by"], said["paid_minor"], reach.members_minor, reach.plan_hash)


def _plan_item(scene: Scene, item: dict[str, Any], at: datetime) -> None:
    """Take an item as far as the story says, one step an hour."""
    editor, today = scene.cast["rana"].id, community_day(community_id=scene.id, at=scene.now)
    due = today + timedelta(days=item["due"]) if "due" in item else None
    row = gathering.propose_item(
        community_id=scene.id, by_id=scene.cast[item.get("idea_of", "rana")].id, title=item["title"],
        brief=item.get("brief", ""), due_date=due, at=at,
    )  # fmt: skip
    if "author" not in item:
        return
    author = scene.cast[item["author"]]
    gathering.assign_item(
        item_id=row.pk, by_id=editor, author_id=author.id, due_date=due, space_id=scene.spaces[item["in"]], at=at
    )
    if "remark" in item:
        gathering.write_remark(item_id=row.pk, by_id=editor, text=item["remark"], at=at)
    if "text" not in item:
        return
    row = gathering.begin_item(item_id=row.pk, by_id=author.id, language=item["language"], at=at)
    gathering.save_draft(**_words(scene, {**item, "by": item["author"]}), draft_id=row.post_id, at=at)
    _hand_over(scene, item, row, editor, author.id, at)


def _hand_over(scene: Scene, item: dict[str, Any], row: Any, editor: int, author: int, at: datetime) -> None:
    if item["until"] in ("in_review", "ready", "scheduled"):
        gathering.hand_in(item_id=row.pk, by_id=author, at=at)
    if item["until"] in ("ready", "scheduled"):
        gathering.accept_text(item_id=row.pk, by_id=editor, at=at)
    if item["until"] == "scheduled":
        day = community_day(community_id=scene.id, at=scene.now) + timedelta(days=item["goes_out"])
        goes_out = datetime.combine(day, time(9), ZoneInfo(scene.community.timezone))
        gathering.schedule_post(post_id=row.post_id, by_id=editor, publish_at=goes_out, at=at)


def _words(scene: Scene, post: dict[str, Any]) -> dict[str, Any]:
    return {
        "community_id": scene.id,
        "space_id": scene.spaces[post["in"]],
        "author_id": scene.cast[post["by"]].id,
        **{name: post[name] for name in ("kind", "title", "language")},
        "body": post["text"],
    }
