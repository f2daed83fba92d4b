"""How people belong: groups, a badge of the community's own making, a greeter, and the night's count."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.belonging import public as belonging
from diwan.demo.scene import Scene

_GROUPS = (
    ("بستانيو عمّان", "Gardeners of Amman", "نلتقي كل شهر على سطح أحدنا.",
     "We meet once a month on one of our roofs.", "open"),
    ("تبادل البذور", "Seed exchange", "لمن يحفظ بذوره ويرسلها.",
     "For those who save their seeds and post them.", "request"),
)  # fmt: skip
_BADGE = {
    "name_ar": "يد خضراء", "name_en": "Green hand",
    "why_ar": "لمن فتح سطحه لنا وعلّمنا بيديه.", "why_en": "For whoever opened their roof to us and taught us there.",
}  # fmt: skip


def plan_belonging(scene: Scene, keys: list[str]) -> None:
    """Those behind the demo's doors are in a group; the count of the last night has been made."""
    scene.agenda.plan(scene.now - timedelta(days=20), partial(_make, scene, keys))
    scene.agenda.plan(scene.now - timedelta(hours=7), partial(_count, scene))


def _make(scene: Scene, keys: list[str], at: datetime) -> None:
    people = [scene.cast[key].membership for key in sorted(scene.cast) if scene.cast[key].is_around(at)]
    groups = [
        belonging.make_group(
            by=scene.owner, name_ar=name_ar, name_en=name_en, about_ar=about_ar, about_en=about_en, entry=entry, at=at
        )
        for name_ar, name_en, about_ar, about_en, entry in _GROUPS
    ]
    team: dict[str, Any] = {
        "name_ar": "حلقة المشرفين",
        "name_en": "Stewards' circle",
        "entry": "picked",
        "is_private": True,
    }
    belonging.make_group(by=scene.owner, at=at, **team)
    guests = [one for one in people if one.pk != scene.owner.pk and one.is_active]
    behind_doors = [scene.cast[key].membership for key in keys if key in scene.cast]
    for member in {one.pk: one for one in [*guests[:9], *behind_doors]}.values():
        belonging.join_group(by=member, group_id=groups[0].pk, at=at)
    for member in guests[9:11]:
        belonging.join_group(by=member, group_id=groups[1].pk, at=at)
    badge = belonging.make_hand_badge(by=scene.owner, at=at, **_BADGE)
    reason = "فتح سطحه في لقاء الخريف، وأرانا كيف يطعّم الليمون."
    belonging.give_badge(by=scene.owner, badge_id=badge.pk, membership_id=guests[0].pk, reason=reason, at=at)


def _count(scene: Scene, at: datetime) -> None:
    belonging.award_badges(community_id=scene.id, at=at)
    belonging.count_levels(community_id=scene.id, at=at)
    belonging.edit_card(by=scene.owner, is_listed=True, is_greeter=True, links=[])
