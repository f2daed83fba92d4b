"""Who sells here in the eyes of the tax office, at what rate, and what a month's documents add up to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from diwan.commerce.invoicing.models import Invoice, TaxStanding
from diwan.commerce.invoicing.vat import COUNTRIES, Rate, country_of, rate_on


@dataclass(frozen=True, slots=True)
class TaxStandingView:
    """`rate_bp` counts today; `law` says why; thresholds in major units of the country's currency, None: unknown."""

    country: str
    is_registered: bool
    number: str
    own_rate_bp: int
    legal_name_ar: str
    legal_name_en: str
    address: str
    rate_bp: int
    law: str
    must_above: int | None
    may_above: int | None


@dataclass(frozen=True, slots=True)
class CountryView:
    """A row of the table: `rate` is in force on the day asked for, None where there is no such tax."""

    code: str
    rate: Rate | None
    must_above: int | None
    may_above: int | None
    example: str


@dataclass(frozen=True, slots=True)
class TaxLine:
    """What documents at one rate come to; credit notes are taken off. Minor units."""

    rate_bp: int
    note: str
    invoice_count: int
    credit_note_count: int
    net_minor: int
    tax_minor: int
    gross_minor: int


def tax_standing(*, community_id: int, day: date) -> TaxStandingView:
    """The standing as it is; a community that said nothing is not registered anywhere."""
    row = TaxStanding.objects.filter(community=community_id).first() or TaxStanding(country="")
    country = country_of(row.country)
    rate = rate_on(country, day)
    return TaxStandingView(
        country=row.country,
        is_registered=row.is_registered,
        number=row.number,
        own_rate_bp=row.own_rate_bp,
        legal_name_ar=row.legal_name_ar,
        legal_name_en=row.legal_name_en,
        address=row.address,
        rate_bp=_rate_bp(row, rate),
        law=rate.law if rate else "",
        must_above=country.must_above,
        may_above=country.may_above,
    )


def tax_rate_bp(*, community_id: int, day: date) -> int:
    """The rate that prices here include on that day, in basis points; 0 for a seller who is not registered."""
    row = TaxStanding.objects.filter(community=community_id).first()
    return _rate_bp(row, rate_on(country_of(row.country), day)) if row else 0


def list_tax_countries(*, day: date) -> list[CountryView]:
    """The table as it stands on that day."""
    return [
        CountryView(one.code, rate_on(one, day), one.must_above, one.may_above, one.example)
        for one in COUNTRIES.values()
    ]


def tax_report(*, community_id: int, start: date, end: date) -> list[TaxLine]:
    """What the documents of `start` ≤ day < `end` come to, by rate and reason: the figures of a tax return."""
    rows = Invoice.objects.filter(community=community_id, issued_date__gte=start, issued_date__lt=end)
    by_rate: defaultdict[tuple[int, str], list[Invoice]] = defaultdict(list)
    for row in rows.order_by("pk"):
        by_rate[row.tax_bp if row.tax_minor else 0, row.tax_note].append(row)
    return [_line(rate, note, found) for (rate, note), found in sorted(by_rate.items(), reverse=True)]


def _line(rate: int, note: str, rows: Iterable[Invoice]) -> TaxLine:
    found = list(rows)
    gross, tax = (sum(row.sign * getattr(row, name) for row in found) for name in ("gross_minor", "tax_minor"))
    credits = sum(1 for row in found if row.sign < 0)
    return TaxLine(rate, note, len(found) - credits, credits, gross - tax, tax, gross)


def _rate_bp(row: TaxStanding, rate: Rate | None) -> int:
    if not row.is_registered:
        return 0
    return rate.bp if rate else row.own_rate_bp
