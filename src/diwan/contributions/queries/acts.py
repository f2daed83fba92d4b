from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from diwan.contributions import days
from diwan.contributions.models import Act, DaySeal, ObjectTitle
from diwan.contributions.views import ActView, SealView
from diwan.people.public import community_zone


def list_acts(
    *,
    community_id: int,
    start: date | datetime,
    end: date | datetime,
    recipient: UUID | None = None,
    actor: UUID | None = None,
    kinds: Collection[str] | None = None,
) -> list[ActView]:
    """The community's acts from `start` to before `end`, counter-acts among them, oldest first."""
    zone = community_zone(community_id=community_id)
    first, last = days.as_instant(start, zone), days.as_instant(end, zone)
    rows = Act.objects.filter(community=community_id, at__gte=first, at__lt=last)
    # The instants alone would do; the days let the index find the rows when no party is named.
    rows = rows.filter(day__gte=days.day_of(first, zone), day__lte=days.day_of(last, zone))
    if recipient is not None:
        rows = rows.filter(recipient=recipient)
    if actor is not None:
        rows = rows.filter(actor=actor)
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    acts = list(rows.order_by("at", "pk"))
    titles = get_titles(community_id=community_id, object_refs={act.object_ref for act in acts})
    return [ActView.of(act, titles.get(act.object_ref, "")) for act in acts]


def get_titles(*, community_id: int, object_refs: Collection[str]) -> dict[str, str]:
    """What people call these objects; an object without a title is absent."""
    rows = ObjectTitle.objects.filter(community=community_id, object_ref__in=object_refs)
    return dict(rows.values_list("object_ref", "title"))


def community_day(*, community_id: int, at: datetime) -> date:
    """The day of the community's calendar on which the instant falls, as `act_key` wants it for reads."""
    return days.day_of(at, community_zone(community_id=community_id))


def latest_seal(*, community_id: int) -> SealView | None:
    """The head of the chain. Published elsewhere (a settlement's bundle), it proves that no seal was cut off."""
    seal = DaySeal.objects.filter(community=community_id).order_by("-day").first()
    return None if seal is None else SealView(seal.day, seal.act_count, seal.seal_hash, seal.previous_hash)
