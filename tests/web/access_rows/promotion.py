"""Who may open the addresses of promotion.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from diwan.contributions import public as contributions
from diwan.promotion import public as promotion
from diwan.web.sponsor_address import token_of

from ..rights import (
    DONE,
    EVERYONE,
    KEEPERS,
    LED_ON,
    MEMBERS,
    MODERATORS,
    REFUSED,
    SHOWN,
    TEAM,
    Rights,
    row,
)

DEAL = {"campaign_id": "deal"}
DRAFT = {"campaign_id": "draft_deal"}
SHOP = {"programme_id": "shop"}
SPONSOR = {"sponsor_id": "sponsor"}

COMMUNITY: dict[str, Rights] = {
    "media_kit": row(EVERYONE, SHOWN),
    "sponsor_why": row(EVERYONE, SHOWN, code="placement_code"),
    "sponsor_view": row(EVERYONE, post=frozenset({204}), code="placement_code"),
    "way_out": row(EVERYONE, LED_ON, code="placement_code"),
    "referral_way": row(EVERYONE, SHOWN, DONE, code="referral_code"),
    "referrals": row(MEMBERS, SHOWN),
    "own_code": row(MEMBERS, post=DONE),
    # Without a code: back, with the reason
    "referral_code": row(MEMBERS, post=DONE),
    "sponsors": row(TEAM, SHOWN),
    "edit_media_kit": row(TEAM, SHOWN, DONE),
    "new_sponsor": row(TEAM, SHOWN, REFUSED),
    "sponsor": row(TEAM, SHOWN, **SPONSOR),
    "sponsor_address": row(TEAM, post=DONE, **SPONSOR),
    "new_campaign": row(TEAM, SHOWN, REFUSED, **SPONSOR),
    "campaign": row(TEAM, SHOWN, **DEAL),
    "edit_campaign": row(TEAM, SHOWN, REFUSED, **DRAFT),
    "campaign_agreement": row(KEEPERS, post=DONE, **DRAFT),
    "new_placement": row(TEAM, SHOWN, REFUSED, **DEAL),
    "placement_withdrawal": row(TEAM, post=DONE, placement_id="placement"),
    "new_deliverable": row(TEAM, SHOWN, REFUSED, **DEAL),
    "deliverable_proof": row(TEAM, SHOWN, REFUSED, deliverable_id="promise", **DEAL),
    "sponsor_payment": row(KEEPERS, SHOWN, REFUSED, **DEAL),
    "campaign_ending": row(KEEPERS, SHOWN, REFUSED, **DEAL),
    "programmes": row(TEAM, SHOWN),
    "new_programme": row(TEAM, SHOWN, REFUSED),
    "programme": row(TEAM, SHOWN, **SHOP),
    "edit_programme": row(TEAM, SHOWN, REFUSED, **SHOP),
    "affiliate_links": row(MODERATORS, SHOWN),
    "new_link": row(MODERATORS, SHOWN, REFUSED, **SHOP),
    "commission_import": row(KEEPERS, SHOWN, REFUSED, **SHOP),
    "commission_receipt": row(KEEPERS, SHOWN, REFUSED, **SHOP),
    "referral_desk": row(KEEPERS, SHOWN),
    "referral_voiding": row(KEEPERS, SHOWN, REFUSED, referral_id="referral"),
}
SITE: dict[str, Rights] = {
    # The signed word in the address is the right: sponsors have no account.
    "sponsor_page": row(EVERYONE, SHOWN, token="sponsor_token"),
    "sponsor_report": row(EVERYONE, SHOWN, token="sponsor_token", **DEAL),
    "sponsor_paper": row(EVERYONE, SHOWN, token="sponsor_token", language="paper_language", **DEAL),
    "sponsor_rows": row(EVERYONE, SHOWN, token="sponsor_token", **DEAL),
}


def furnish(place: Any) -> None:
    """`place.objects["name"] = id`, through the room's door only."""
    at, owner, layla = datetime.now(UTC) - timedelta(minutes=3), place.member("owner"), place.member("layla")
    promotion.keep_kit(by=owner, words_ar="تعالوا", words_en="Come", contact="", is_open=True, at=at)
    sponsor = promotion.add_sponsor(by=owner, name=f"Turba of {place.slug}", contact="", website="", at=at)
    today = at.date()
    days = {"starts": today - timedelta(days=3), "ends": today + timedelta(days=9)}
    deals = [
        promotion.draft_campaign(by=owner, sponsor_id=sponsor.pk, title=title, price_minor=9_000, at=at, **days)
        for title in ("Agreed", "Draft")
    ]
    promotion.agree_campaign(by=owner, campaign_id=deals[0].pk, members_minor=4_000, plan_hash="", at=at)
    spot = promotion.add_placement(
        by=owner, campaign_id=deals[0].pk, headline_ar="تربة", headline_en="Soil", link="https://turba.example/"
    )
    promise = promotion.add_deliverable(by=owner, campaign_id=deals[0].pk, title="A guide", due=today)
    shop = promotion.keep_programme(
        by=owner, name="Trays", tag_parameter="tag", tag_value="x", hosts=["trays.example"], at=at
    )
    promotion.make_link(by=owner, programme_id=shop.pk, target="https://trays.example/", title="Trays", at=at)
    nour = place.member("nour")
    ref = f"member:{nour.pk}"
    key = contributions.act_key("member_referred", ref, nour.party_id)
    contributions.record_act(
        community_id=place.community.pk, actor=nour.party_id, recipient=layla.party_id, kind="member_referred",
        object_ref=ref, magnitude=0, at=at, key=key,
    )  # fmt: skip
    brought = promotion.Referral.objects.create(newcomer=nour, referrer=layla, brought_at=at, act_key=key)
    place.objects |= {"sponsor": sponsor.pk, "deal": deals[0].pk, "draft_deal": deals[1].pk, "placement": spot.pk}
    place.objects |= {"placement_code": spot.code, "promise": promise.pk, "shop": shop.pk, "referral": brought.pk}
    place.objects |= {"sponsor_token": token_of(sponsor), "paper_language": "ar"}
    place.objects |= {"referral_code": promotion.referral_code(member=layla, at=at)}
