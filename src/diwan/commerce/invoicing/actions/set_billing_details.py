from datetime import datetime

from django.db import transaction

from diwan.commerce.invoicing.errors import BadTaxNumber, NameNeeded, NoSuchCountry
from diwan.commerce.invoicing.models import BillingDetails
from diwan.commerce.invoicing.parts import Part
from diwan.commerce.invoicing.vat import COUNTRIES, ELSEWHERE, country_of, is_number_of


def set_billing_details(
    *, membership_id: int, name: str, tax_number: str, address: str, country: str, at: datetime
) -> None:
    """The company a member buys for from now on; an empty name and number forget it.

    Raises NameNeeded, BadTaxNumber, NoSuchCountry.
    """
    if not name.strip() and not tax_number.strip():
        BillingDetails.objects.filter(membership=membership_id).delete()
        return
    part = checked(name=name, tax_number=tax_number, address=address, country=country)
    facts = {"name": part["name"], "tax_number": part["number"], "address": part["address"], "country": part["country"]}
    with transaction.atomic():
        BillingDetails.objects.update_or_create(membership_id=membership_id, defaults={**facts, "changed_at": at})


def checked(*, name: str, tax_number: str, address: str, country: str) -> Part:
    """A buyer as a document names it."""
    if country not in (*COUNTRIES, ELSEWHERE.code, ""):
        raise NoSuchCountry
    number = tax_number.strip().upper()
    if not name.strip():
        raise NameNeeded
    place = country_of(country)
    if number and not is_number_of(place, number):
        raise BadTaxNumber(example=place.example)
    return {"name": name.strip()[:160], "number": number, "address": address.strip()[:300], "country": country}
