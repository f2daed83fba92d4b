"""Opening a community from the wizard's answers: the one place where the rooms' doors are called together.

Everything happens in one transaction: either the community stands whole (spaces, memberships on sale, a till, an
adopted plan, an open month), or nothing was made and the answers are still on the page.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from diwan.commerce import public as commerce
from diwan.distribution import public as distribution
from diwan.gathering import public as gathering
from diwan.kernel.periods import Period
from diwan.people import public as people


@dataclass(frozen=True, slots=True)
class Idea:
    """What the wizard gathered. `fee_minor` a month, 0 for none; `members_bp` of the net goes to members."""

    slug: str
    name_ar: str
    name_en: str
    about_ar: str
    about_en: str
    currency: str
    timezone: str
    language: str
    fee_minor: int
    members_bp: int
    template: str
    till_kind: str
    till_words: str


SPACES = (
    ("talk", "المجلس", "Common room", "zinjar", "discussion"),
    ("questions", "أسئلة وأجوبة", "Questions", "lazurd", "question"),
    ("guides", "أدلّة", "Guides", "zafaran", "guide"),
)


def open_community(*, idea: Idea, owner: people.Person, at: datetime) -> people.Community:
    """Found the community and make it ready for its first member. Raises what the doors raise, e.g. SlugTaken."""
    with transaction.atomic():
        community = people.create_community(
            slug=idea.slug,
            name_ar=idea.name_ar,
            name_en=idea.name_en,
            about_ar=idea.about_ar,
            about_en=idea.about_en,
            currency=idea.currency,
            timezone=idea.timezone,
            language=idea.language,
            owner=owner,
            at=at,
        )
        for slug, name_ar, name_en, tone, kind in SPACES:
            gathering.create_space(
                community_id=community.pk, slug=slug, name_ar=name_ar, name_en=name_en, tone=tone, kind=kind, at=at
            )
        _open_till(community, idea, owner, at)
        _adopt_first_plan(community, idea, owner, at)
    return community


def plan_document(*, template: str, currency: str, members_bp: int | None = None) -> dict[str, Any]:
    """A ready plan; with `members_bp` its fixed parts of the members' money shrink or grow until that much is left."""
    document = deepcopy(distribution.plan_template(slug=template, currency=currency).document)
    if members_bp is not None:
        _leave(document, members_bp)
    return document


def members_part(document: Mapping[str, Any]) -> int:
    """Basis points of the members' money that no rate takes before the last line: their share in the sentence."""
    return 10_000 - sum(int(line["take"]["bps"]) for line in _rated_lines(document))


def _leave(document: dict[str, Any], members_bp: int) -> None:
    """Scale the rates in proportion; the largest takes what flooring leaves, so that they add up exactly."""
    lines = _rated_lines(document)
    before, wanted = 10_000 - members_part(document), 10_000 - members_bp
    if not lines or before == 0:
        return
    for line in lines:
        line["take"]["bps"] = line["take"]["bps"] * wanted // before
    max(lines, key=lambda line: line["take"]["bps"])["take"]["bps"] += wanted - sum(
        line["take"]["bps"] for line in lines
    )


def _rated_lines(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    waterfall = next(each for each in document["waterfalls"] if "membership" in each["from"])
    takes = (line for line in waterfall["lines"] if isinstance(line["take"], dict))
    return [line for line in takes if line["take"].get("of") == "base"]


def _open_till(community: people.Community, idea: Idea, owner: people.Person, at: datetime) -> None:
    by = _party(community, owner)
    offers = [("free", 0, "free"), *([("member", idea.fee_minor, "month")] if idea.fee_minor else [])]
    for slug, price, interval in offers:
        commerce.create_offer(
            community_id=community.pk,
            slug=slug,
            name_ar=_in("ar", slug),
            name_en=_in("en", slug),
            price_minor=price,
            interval=interval,
            by=by,
            at=at,
        )
    if idea.till_words:
        commerce.set_till_method(
            community_id=community.pk,
            kind=idea.till_kind,
            title=idea.till_words.splitlines()[0][:60],
            instructions_ar=idea.till_words,
            instructions_en=idea.till_words,
            by=by,
            at=at,
        )


def _in(language: str, slug: str) -> str:
    with override(language):
        return {"free": _("Neighbour"), "member": _("Full member")}[slug]


def _adopt_first_plan(community: people.Community, idea: Idea, owner: people.Person, at: datetime) -> None:
    document = plan_document(template=idea.template, currency=idea.currency, members_bp=idea.members_bp)
    by, month = _party(community, owner), Period.of(at, community.timezone).label
    plan = distribution.draft_plan(community_id=community.pk, document=document, by=by, at=at)
    distribution.adopt_plan(plan_id=plan.id, from_period=month, by=by, at=at)
    distribution.open_period(community_id=community.pk, period=month, at=at)


def _party(community: people.Community, owner: people.Person) -> Any:
    membership = people.get_membership(community_id=community.pk, person_id=owner.pk)
    assert membership is not None
    return membership.party_id
