from datetime import datetime

from django.db import transaction

from diwan.belonging import rules
from diwan.belonging.actions.words import named, reasoned
from diwan.belonging.errors import BadgeHeld, NotFound
from diwan.belonging.models import HandAward, HandBadge
from diwan.kernel import audit
from diwan.people.public import Membership, notify


def make_hand_badge(*, by: Membership, name_ar: str, name_en: str, why_ar: str, why_en: str, at: datetime) -> HandBadge:
    """A badge of the community's own making. Raises NotAllowed, NameNeeded, ReasonNeeded."""
    rules.require_team(by)
    names = named(name_ar, name_en, longest=40)
    whys = {"why_ar": reasoned(why_ar, longest=200), "why_en": reasoned(why_en, longest=200)}
    with transaction.atomic():
        badge = HandBadge.objects.create(community_id=by.community_id, **names, **whys, made_by=by, made_at=at)
        _write_down(by, "hand_badge_made", f"hand_badge:{badge.pk}", {"name": badge.name_en}, at)
    return badge


def give_badge(*, by: Membership, badge_id: int, membership_id: int, reason: str, at: datetime) -> HandAward:
    """Give a member a badge of the community's own making, with the reason they will read.

    Raises NotAllowed, NotFound, NotForOneself, ReasonNeeded, BadgeHeld.
    """
    rules.require_team(by)
    badge = _badge(by, badge_id)
    member = rules.find_other(by, membership_id)
    rules.require_other(by, member)
    facts = {"badge": badge, "membership": member, "given_by": by, "reason": reasoned(reason)}
    with transaction.atomic():
        if HandAward.objects.select_for_update().filter(badge=badge, membership=member, taken_back_at=None).exists():
            raise BadgeHeld(name=member.person.display_name)
        award = HandAward.objects.create(**facts, given_at=at)
        _write_down(by, "badge_given", str(member.party_id), {"badge": badge.pk, "reason": award.reason}, at)
        said = {"by": by.person.display_name, "reason": award.reason, "member": member.pk}
        notify(membership_id=member.pk, kind="badge_given", facts=said, url="", at=at)
    return award


def take_back_badge(*, by: Membership, award_id: int, reason: str, at: datetime) -> HandAward:
    """Take back a badge given by hand, with a reason. Raises NotAllowed, NotFound, NotForOneself, ReasonNeeded."""
    rules.require_team(by)
    if not 0 < award_id <= rules.LARGEST_ID:
        raise NotFound
    why = reasoned(reason)
    with transaction.atomic():
        rows = HandAward.objects.select_for_update().select_related("membership", "badge")
        award = rows.filter(pk=award_id, badge__community=by.community_id, taken_back_at=None).first()
        if award is None:
            raise NotFound
        rules.require_other(by, award.membership)
        award.taken_back_by, award.taken_back_at, award.taken_back_reason = by, at, why
        award.save(update_fields=["taken_back_by", "taken_back_at", "taken_back_reason"])
        facts = {"badge": award.badge_id, "reason": why}
        _write_down(by, "badge_taken_back", str(award.membership.party_id), facts, at)
        said = {"reason": why, "outcome": "back", "member": award.membership_id}
        notify(membership_id=award.membership_id, kind="badge_given", facts=said, url="", at=at)
    return award


def _badge(by: Membership, badge_id: int) -> HandBadge:
    is_id = 0 < badge_id <= rules.LARGEST_ID
    found = HandBadge.objects.filter(pk=badge_id, community=by.community_id).first() if is_id else None
    if found is None:
        raise NotFound
    return found


def _write_down(by: Membership, action: str, object_ref: str, detail: dict[str, object], at: datetime) -> None:
    audit.record(
        scope=by.community_id, actor=str(by.party_id), action=action, object_ref=object_ref, at=at, detail=detail
    )
