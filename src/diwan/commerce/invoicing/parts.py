"""What a document says of its seller, its buyer and the tax: copied from the standing of the day it is issued."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from diwan.commerce.invoicing.enums import TaxNote
from diwan.commerce.invoicing.models import BillingDetails, TaxStanding
from diwan.commerce.invoicing.vat import country_of, rate_on
from diwan.people import public as people

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TaxWords:
    """The note of a document and the law that is named beside it."""

    note: TaxNote
    law: str


def seller_of(community: people.Community) -> Part:
    """The seller as documents name it; a community that said nothing is called by its own names."""
    standing = TaxStanding.objects.filter(community=community).first()
    return {
        "name_ar": (standing and standing.legal_name_ar) or community.name_ar,
        "name_en": (standing and standing.legal_name_en) or community.name_en,
        "address": standing.address if standing else "",
        "number": standing.number if standing and standing.is_registered else "",
        "country": standing.country if standing else "",
    }


def buyer_of(membership_id: int) -> Part:
    """The company a member buys for, or nothing: a natural person's name is no part of a document."""
    kept = BillingDetails.objects.filter(membership=membership_id).first()
    if kept is None:
        return {}
    return {"name": kept.name, "number": kept.tax_number, "address": kept.address, "country": kept.country}


def tax_words(*, seller: Part, buyer: Part, tax_minor: int, day: date) -> TaxWords:
    """Why a document names this much tax."""
    country = country_of(seller["country"])
    rate = rate_on(country, day)
    if tax_minor:
        return TaxWords(TaxNote.CHARGED, rate.law if rate else "")
    if seller["number"]:
        abroad = buyer.get("number") and buyer.get("country") not in ("", seller["country"])
        return TaxWords(TaxNote.REVERSE if abroad else TaxNote.EXEMPT, rate.law if rate else "")
    if seller["country"] and country.code == seller["country"] and not country.rates:
        return TaxWords(TaxNote.NO_TAX, "")
    return TaxWords(TaxNote.NOT_REGISTERED, "")
