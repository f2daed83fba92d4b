from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.enums import IncomeKind
from diwan.commerce.invoicing.errors import BadTaxNumber, NameNeeded, NoSuchCountry
from diwan.commerce.invoicing.models import TaxStanding
from diwan.commerce.invoicing.queries.tax import tax_rate_bp
from diwan.commerce.invoicing.vat import COUNTRIES, ELSEWHERE, country_of, is_number_of
from diwan.commerce.models import Offer
from diwan.kernel import audit
from diwan.people import public as people

UNTAXED = (IncomeKind.TIP,)
"""A tip is a gift: nothing is supplied for it."""


def set_tax_standing(
    *,
    community_id: int,
    country: str,
    is_registered: bool,
    number: str,
    legal_name_ar: str,
    legal_name_en: str,
    address: str,
    by: UUID,
    at: datetime,
    own_rate_bp: int = 0,
) -> None:
    """Say who sells here: documents from now on name it, and what is on sale follows the rate (prices include it).

    Orders already placed keep the rate they were placed at. Raises NoSuchCountry, BadTaxNumber, NameNeeded,
    people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    number = number.strip().upper()
    _check(country, is_registered, number, legal_name_ar, legal_name_en, own_rate_bp)
    facts = {
        "country": country,
        "is_registered": is_registered,
        "number": number,
        "own_rate_bp": own_rate_bp,
        "legal_name_ar": legal_name_ar.strip()[:160],
        "legal_name_en": legal_name_en.strip()[:160],
        "address": address.strip()[:300],
    }
    with transaction.atomic():
        till.hold(community_id=community_id)
        TaxStanding.objects.update_or_create(community_id=community_id, defaults={**facts, "changed_at": at})
        _follow(community_id, at)
        audit.record(
            scope=community_id, actor=str(by), action="tax_standing_set", object_ref="tax", at=at, detail=facts
        )


def follow_rates(*, at: datetime) -> int:
    """On the day a law changes a rate, what is on sale follows it; give how many offers changed."""
    standings = TaxStanding.objects.filter(is_registered=True).values_list("community_id", flat=True)
    return sum(_follow(community_id, at) for community_id in standings)


def _follow(community_id: int, at: datetime) -> int:
    community = people.get_community_by_id(community_id=community_id)
    rate = tax_rate_bp(community_id=community_id, day=_today(community, at))
    taxed = Offer.objects.filter(community=community_id).exclude(kind__in=UNTAXED)
    return taxed.exclude(tax_bp=rate).update(tax_bp=rate)


def _today(community: people.Community, at: datetime) -> date:
    return till.local_date(zone=community.timezone, at=at)


def _check(country: str, is_registered: bool, number: str, name_ar: str, name_en: str, own_rate_bp: int) -> None:
    if country not in COUNTRIES and country != ELSEWHERE.code:
        raise NoSuchCountry
    if not is_registered:
        return
    place = country_of(country)
    if not is_number_of(place, number) or not 0 <= own_rate_bp <= 10_000:
        raise BadTaxNumber(example=place.example)
    if not (name_ar.strip() and name_en.strip()):
        raise NameNeeded
