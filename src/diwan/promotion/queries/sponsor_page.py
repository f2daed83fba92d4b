"""What a sponsor opens without an account: their own deals and nothing of anybody else's."""

from dataclasses import dataclass

from diwan.people.public import Community
from diwan.promotion.enums import CampaignStatus
from diwan.promotion.models import Campaign, Sponsor


@dataclass(frozen=True, slots=True)
class SponsorPage:
    community: Community
    sponsor: Sponsor
    campaigns: tuple[Campaign, ...]


def sponsor_page(*, sponsor_id: int, address_number: int) -> SponsorPage | None:
    """The page behind a signed address; None when a newer address has been given out, or the sponsor is not there."""
    rows = Sponsor.objects.select_related("community")
    sponsor = rows.filter(pk=sponsor_id, address_number=address_number).first()
    if sponsor is None:
        return None
    shown = sponsor.campaigns.exclude(status=CampaignStatus.DRAFT).order_by("-starts_date", "-pk")
    return SponsorPage(sponsor.community, sponsor, tuple(shown))


def find_own_campaign(*, page: SponsorPage, campaign_id: int) -> Campaign | None:
    """One of the sponsor's own deals, with what its report needs."""
    rows = Campaign.objects.select_related("sponsor", "community").exclude(status=CampaignStatus.DRAFT)
    return rows.filter(sponsor=page.sponsor, pk=campaign_id).first()
