"""Networks, their links and what they owe, as pages need them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum

from diwan.people import public as people
from diwan.promotion import rules, words
from diwan.promotion.enums import CommissionStatus
from diwan.promotion.models import AffiliateLink, Commission, Programme
from diwan.promotion.queries.reports import link_clicks


@dataclass(frozen=True, slots=True)
class Owed:
    """What a programme's commissions come to, by how far they are. Minor units."""

    pending_minor: int = 0
    confirmed_minor: int = 0
    paid_minor: int = 0
    reversed_minor: int = 0


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    programme: Programme
    owed: Owed


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link with the people who followed it and what it earned so far (confirmed or paid), minor units."""

    link: AffiliateLink
    click_count: int
    sale_count: int
    earned_minor: int


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    programme: Programme
    owed: Owed
    links: tuple[LinkRow, ...]
    commissions: tuple[Commission, ...]


def list_programmes(*, community_id: int) -> list[ProgrammeRow]:
    """By name, each with what it owes. Two queries."""
    found = list(Programme.objects.filter(community=community_id).order_by("name", "pk"))
    owed = _owed(found)
    return [ProgrammeRow(one, owed.get(one.pk, Owed())) for one in found]


def get_programme(*, viewer: people.Membership, programme_id: int) -> ProgrammeView:
    """A programme with its links and its 200 newest commissions. Raises NotFound, people.errors.NotAllowed."""
    rules.require_dealer(viewer)
    programme = rules.find_programme(community_id=viewer.community_id, programme_id=programme_id)
    return ProgrammeView(
        programme=programme,
        owed=_owed([programme]).get(programme.pk, Owed()),
        links=tuple(_links(programme)),
        commissions=tuple(programme.commissions.select_related("link").order_by("-sale_date", "-pk")[:200]),
    )


def list_links(*, community_id: int) -> list[AffiliateLink]:
    """Every tagged link of the community, newest first: what writers put into their texts."""
    rows = AffiliateLink.objects.select_related("programme").filter(programme__community=community_id)
    return list(rows.order_by("-pk")[:200])


def find_link(*, community_id: int, code: str) -> AffiliateLink | None:
    rows = AffiliateLink.objects.select_related("programme").filter(programme__community=community_id)
    return rows.filter(code=code).first() if words.is_code(code) else None


def _owed(programmes: Iterable[Programme]) -> dict[int, Owed]:
    rows = Commission.objects.filter(programme__in=list(programmes)).values_list("programme", "status")
    sums: dict[int, dict[str, int]] = {}
    for programme, status, total in rows.annotate(Sum("amount_minor")).order_by():
        sums.setdefault(programme, {})[status] = total
    return {pk: Owed(**{f"{status}_minor": total for status, total in found.items()}) for pk, found in sums.items()}


def _links(programme: Programme) -> Iterable[LinkRow]:
    links = list(programme.links.order_by("-pk")[:200])
    clicks = link_clicks(community_id=programme.community_id, link_ids=[one.pk for one in links])
    good = Commission.objects.filter(link__in=links, status__in=(CommissionStatus.CONFIRMED, CommissionStatus.PAID))
    earned = {
        pk: (count, total)
        for pk, count, total in good.values_list("link").annotate(Count("pk"), Sum("amount_minor")).order_by()
    }
    for link in links:
        count, total = earned.get(link.pk, (0, 0))
        yield LinkRow(link, clicks.get(link.pk, 0), count, total)


def programme_for_writers(*, viewer: people.Membership, programme_id: int) -> Programme:
    """A programme as those see it who write links into texts. Raises NotFound, people.errors.NotAllowed."""
    if not people.can(viewer, "edit_guides"):
        rules.require_dealer(viewer)
    return rules.find_programme(community_id=viewer.community_id, programme_id=programme_id)
