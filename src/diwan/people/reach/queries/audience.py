"""To whom a newsletter goes: every condition narrows, none stands alone for everybody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from diwan.people.enums import Standing
from diwan.people.models import Entitlement, Membership, ReachChoice
from diwan.people.reach.groups import ByMail, Group


@dataclass(frozen=True, slots=True)
class Audience:
    """Empty fields ask nothing. `tier`: the key of an entitlement; `quiet_days`: not seen here for so many days.

    `circle` names a set of memberships that another room knows ('space:4'); whoever sends finds out who is in it.
    """

    role: str = ""
    tier: str = ""
    language: str = ""
    quiet_days: int = 0
    circle: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Audience":
        known = {name: kept[name] for name in cls.__slots__ if name in kept}
        return cls(**known)

    def kept(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__ if getattr(self, name)}


def audience_members(
    *, community_id: int, audience: Audience, at: datetime, within: Collection[int] | None = None
) -> QuerySet[Membership]:
    """Active members with an address who fit and did not opt out, by number; `within`: only these memberships."""
    rows = Membership.objects.filter(community=community_id, standing=Standing.ACTIVE, person__is_active=True)
    rows = rows.exclude(person__email=None)
    stopped = ReachChoice.objects.filter(membership=OuterRef("pk"), group=Group.NEWSLETTER, mail=ByMail.NEVER)
    rows = rows.filter(~Exists(stopped))
    if audience.role:
        rows = rows.filter(roles__role=audience.role)
    if audience.language:
        rows = rows.filter(person__language=audience.language)
    if audience.tier:
        rows = rows.filter(Exists(_open_tier(audience.tier, at)))
    if audience.quiet_days:
        seen = Greatest(
            "joined_at", Coalesce("seen_at", "joined_at"), Coalesce("person__last_login", "joined_at")
        )  # fmt: skip
        rows = rows.alias(last_seen=seen).filter(last_seen__lt=at - timedelta(days=audience.quiet_days))
    return (rows if within is None else rows.filter(pk__in=within)).order_by("pk")


def _open_tier(key: str, at: datetime) -> QuerySet[Entitlement]:
    rows = Entitlement.objects.filter(membership=OuterRef("pk"), key=key, starts_at__lte=at)
    return rows.filter(Q(ends_at=None) | Q(ends_at__gt=at))


def tiers(*, community_id: int) -> list[str]:
    """The keys that members of the community hold or held."""
    rows = Entitlement.objects.filter(membership__community=community_id)
    return list(rows.order_by("key").values_list("key", flat=True).distinct())
