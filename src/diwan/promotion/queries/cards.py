"""What is shown beside the talk: one labelled card, chosen by what is talked about and by nothing else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from diwan.people.public import Community
from diwan.promotion import money, words
from diwan.promotion.enums import CampaignStatus
from diwan.promotion.models import Placement

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class SponsorCard:
    """A placement with its label: who paid, the whole price, the members' part of it (minor units)."""

    placement_id: int
    code: str
    sponsor: str
    headline: str
    words: str
    price_minor: int
    members_minor: int


def card_for(
    *, community: Community, language: str, at: datetime, space_id: int | None = None, tags: Collection[str] = ()
) -> SponsorCard | None:
    """The card of a page about this space and these tags, read in this language; None where nothing fits. One query.

    Several that fit take turns by the hour, for everybody alike: who looks is never asked.
    """
    today = money.local_date(zone=community.timezone, at=at)
    rows = Placement.objects.select_related("campaign__sponsor").filter(
        campaign__community=community, campaign__status=CampaignStatus.AGREED, campaign__starts_date__lte=today,
        campaign__ends_date__gte=today, withdrawn_at=None, language__in=("", language),
    )  # fmt: skip
    fitting = [row for row in rows.order_by("pk")[:50] if _fits(row, space_id, tags)]
    if not fitting:
        return None
    chosen = fitting[int(at.timestamp()) // _HOUR % len(fitting)]
    campaign = chosen.campaign
    return SponsorCard(
        placement_id=chosen.pk,
        code=chosen.code,
        sponsor=campaign.sponsor.name,
        headline=chosen.headline_ar if language == "ar" else chosen.headline_en,
        words=chosen.words_ar if language == "ar" else chosen.words_en,
        price_minor=campaign.price_minor,
        members_minor=campaign.members_minor,
    )


def find_shown(*, community: Community, code: str, at: datetime) -> Placement | None:
    """The placement of a code while it is shown; None before, after and for codes nobody gave out."""
    if not words.is_code(code):
        return None
    today = money.local_date(zone=community.timezone, at=at)
    rows = Placement.objects.select_related("campaign__sponsor").filter(
        code=code, campaign__community=community, campaign__status=CampaignStatus.AGREED, withdrawn_at=None,
        campaign__starts_date__lte=today, campaign__ends_date__gte=today,
    )  # fmt: skip
    return rows.first()


def _fits(row: Placement, space_id: int | None, tags: Collection[str]) -> bool:
    return (row.space_id is None or row.space_id == space_id) and (not row.tag or row.tag in tags)
