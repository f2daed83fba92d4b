"""What a sponsored or affiliate post says of itself before anything else, and what it is refused without."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from diwan.gathering.editorial.affiliate import affiliate_links
from diwan.gathering.editorial.models.facts import EditorialFacts
from diwan.gathering.enums import Promotion
from diwan.gathering.errors import AffiliateLinkUnlabelled, LabelNeeded, LabelStays, UnknownChoice

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Label:
    """Who paid and how much, minor units of the community's currency. `promotion` '' says that nobody did.

    `paid_minor`: a sponsor's whole payment, or an affiliate's commission for one sale; `members_minor`: how much of it
    reaches members by the plan with `plan_hash`. A draft's may be incomplete: '' and None.
    """

    promotion: str = ""
    sponsor: str = ""
    paid_minor: int | None = None
    members_minor: int | None = None
    plan_hash: str = ""


def label_of(post: EditorialFacts) -> Label | None:
    """What the post says of itself, None when nobody paid."""
    return label_in(vars(post))


def label_in(row: Mapping[str, Any]) -> Label | None:
    """The same of a row of values."""
    if not row["promotion"]:
        return None
    facts = ("promotion", "sponsor_name", "paid_minor", "members_minor", "label_plan_hash")
    return Label(*(row[fact] for fact in facts))


def put_label(post: EditorialFacts, label: Label | None, *, is_published: bool = False) -> None:
    """Set what is said; None leaves it as it is. Nothing is saved. Raises UnknownChoice, LabelStays."""
    if label is None:
        return
    if label.promotion not in ("", *Promotion.values):
        raise UnknownChoice(value=label.promotion)
    if is_published and post.promotion and not label.promotion:
        raise LabelStays
    chosen = label if label.promotion else Label()
    post.promotion = chosen.promotion
    post.sponsor_name = " ".join(chosen.sponsor.replace("\x00", "").split())[:_LONGEST_NAME]
    post.paid_minor, post.members_minor = chosen.paid_minor, chosen.members_minor
    post.label_plan_hash = chosen.plan_hash[:64]


def require_label(post: EditorialFacts, html: str) -> None:
    """Raises LabelNeeded for a promotion that says too little, AffiliateLinkUnlabelled for one that says nothing."""
    if post.promotion:
        if not (post.sponsor_name and post.paid_minor and post.paid_minor > 0 and _reaches(post)):
            raise LabelNeeded
        return
    for link in affiliate_links(html):
        raise AffiliateLinkUnlabelled(link=link[:200])


def _reaches(post: EditorialFacts) -> bool:
    return post.members_minor is not None and 0 <= post.members_minor <= (post.paid_minor or 0)
