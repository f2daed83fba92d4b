"""Impostor names: who would be mistaken for somebody else here."""

import re
from dataclasses import dataclass

from django.db.models import Q

from diwan.kernel.text.skeleton import skeletons
from diwan.people.enums import Role, Standing
from diwan.people.public import Community, Membership

_OFFICES = (
    "admin", "administrator", "administration", "moderator", "owner", "steward", "treasurer", "support", "official",
    "staff", "system", "إدارة", "الإدارة", "ادمن", "الادمن", "مشرف", "المشرف", "مشرفة", "المشرفة", "مشرفون",
    "المشرفون", "مسؤول النظام", "الدعم", "الدعم الفني", "فريق الدعم", "حساب رسمي", "أمين الصندوق",
)  # fmt: skip
# These say an office wherever they stand in a name; the others only when the name is nothing else.
_ALWAYS = ("admin", "administrator", "moderator", "إدارة", "الإدارة", "مشرف", "المشرف", "مشرفة", "المشرفة")
_POWERS = [role for role in Role.values if role != Role.MEMBER]


@dataclass(frozen=True, slots=True)
class Impostor:
    """Whom a name would be taken for. `kind`: office, community or member; `name` as it is shown here."""

    kind: str
    name: str


def find_impostor(*, name: str, community_id: int | None, membership_id: int | None = None) -> Impostor | None:
    """Whom this name imitates, or None. `membership_id`: who would bear it (None: somebody new).

    Somebody's look-alike is whoever came before them or holds a role; who holds a role may be called by an office.
    """
    bearer = Membership.objects.filter(pk=membership_id).first() if membership_id else None
    holds_role = bearer is not None and bearer.roles.filter(role__in=_POWERS).exists()
    if not holds_role and (office := _office_in(name)):
        return Impostor("office", office)
    if community_id is None:
        return None
    wanted = skeletons(name)
    own = Community.objects.get(pk=community_id)
    if not holds_role:
        for called in (own.name_ar, own.name_en):
            if not wanted.isdisjoint(skeletons(called)):
                return Impostor("community", called)
    return _earlier_member(wanted, community_id, bearer, holds_role=holds_role)


def _office_in(name: str) -> str:
    whole = skeletons(name)
    for office in _OFFICES:
        if not whole.isdisjoint(skeletons(office)):
            return office
    for word in re.split(r"[\s._\-–—|/()]+", name):
        for office in _ALWAYS:
            if not skeletons(word).isdisjoint(skeletons(office)):
                return office
    return ""


def _earlier_member(
    wanted: frozenset[str], community_id: int, bearer: Membership | None, *, holds_role: bool
) -> Impostor | None:
    others = Membership.objects.filter(community=community_id, standing=Standing.ACTIVE)
    if bearer is not None:
        others = others.exclude(pk=bearer.pk).exclude(person=bearer.person_id)
        came_before = Q(joined_at__lt=bearer.joined_at)
        others = others.filter(came_before if holds_role else came_before | Q(roles__role__in=_POWERS))
    for name in others.values_list("person__display_name", flat=True).distinct().iterator():
        if not wanted.isdisjoint(skeletons(name)):
            return Impostor("member", name)
    return None
