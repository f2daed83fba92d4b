"""Badges as they are shown: of one member, and those there are."""

from dataclasses import dataclass
from datetime import datetime

from diwan.belonging.badges import BADGES, rule_of
from diwan.belonging.models import Award, HandAward, HandBadge
from diwan.belonging.rules import LARGEST_ID
from diwan.people.public import Membership


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A badge somebody has, in the reader's language. `why`: its published rule, or the words of who made it.

    `refs`: the texts it rests on; `count`: what was counted. By hand: `reason` and `given_by` instead.
    """

    id: int
    key: str
    name: str
    why: str
    at: datetime
    is_by_hand: bool
    is_hidden: bool
    count: int = 0
    refs: tuple[str, ...] = ()
    reason: str = ""
    given_by: str = ""


def list_badges(*, member: Membership, language: str, with_hidden: bool = False) -> tuple[BadgeView, ...]:
    """Every badge a member has, oldest first, in two queries. Hidden ones are for their owner alone."""
    awards = Award.objects.filter(membership=member)
    given = HandAward.objects.filter(membership=member, taken_back_at=None).select_related("badge", "given_by__person")
    if not with_hidden:
        awards, given = awards.filter(is_hidden=False), given.filter(is_hidden=False)
    views = [_of_facts(row) for row in awards if row.badge in BADGES]
    views += [_by_hand(row, language) for row in given]
    return tuple(sorted(views, key=lambda view: (view.at, view.name)))


def list_hand_badges(*, community_id: int) -> tuple[HandBadge, ...]:
    """The badges of the community's own making, oldest first."""
    return tuple(HandBadge.objects.filter(community=community_id).order_by("made_at", "pk"))


def given_badge(*, community_id: int, award_id: int) -> HandAward | None:
    """A badge that was given by hand and not taken back, with whom it was given to; None when it is not here."""
    if not 0 < award_id <= LARGEST_ID:
        return None
    rows = HandAward.objects.select_related("badge", "membership__person")
    return rows.filter(pk=award_id, badge__community=community_id, taken_back_at=None).first()


def _of_facts(row: Award) -> BadgeView:
    badge = BADGES[row.badge]
    return BadgeView(
        id=row.pk,
        key=row.badge,
        name=str(badge.name),
        why=rule_of(badge),
        at=row.awarded_at,
        is_by_hand=False,
        is_hidden=row.is_hidden,
        count=int(row.evidence.get("count", 0)),
        refs=tuple(row.evidence.get("refs", ())),
    )


def _by_hand(row: HandAward, language: str) -> BadgeView:
    return BadgeView(
        id=row.pk,
        key=f"hand-{row.badge_id}",
        name=row.badge.name_in(language),
        why=row.badge.why_in(language),
        at=row.given_at,
        is_by_hand=True,
        is_hidden=row.is_hidden,
        reason=row.reason,
        given_by=row.given_by.person.display_name,
    )
