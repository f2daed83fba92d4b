"""The tax on sales by country and day: a table with its sources, and the arithmetic of who must name it. Pure.

Rates are basis points of the price before tax. `since` is the first day the row is known to hold. Thresholds are yearly
turnover in major units of the country's currency: below `must_above` a seller need not register, below `may_above` it
may not (for services, where the law tells them apart). The table tells what the law says in general; whether a sale is
exempt is for the owner and their accountant.
"""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in force from `since` on, with the law that says so."""

    since: date
    bp: int
    law: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country's general tax on sales. `number` is what a registration number looks like, `example` one such."""

    code: str
    rates: tuple[Rate, ...] = ()
    must_above: int | None = None
    may_above: int | None = None
    number: str = r"[0-9A-Z][0-9A-Z/ -]{4,28}"
    example: str = "123456789"
    has_qr: bool = False


_TABLE = (
    Country(
        "SA",
        (
            Rate(date(2018, 1, 1), 500, "VAT Law, Royal Decree M/113 (2017)"),
            Rate(date(2020, 7, 1), 1500, "VAT Law, Royal Decree M/113 (2017); Royal Order A/638 (2020)"),
        ),
        375_000, 187_500, r"3\d{13}3", "310122393500003", has_qr=True,
    ),
    Country("AE", (Rate(date(2018, 1, 1), 500, "Federal Decree-Law 8 of 2017"),), 375_000, 187_500, r"100\d{12}",
            "100123456700003"),
    Country(
        "BH",
        (
            Rate(date(2019, 1, 1), 500, "Decree-Law 48 of 2018"),
            Rate(date(2022, 1, 1), 1000, "Decree-Law 48 of 2018, amended by Decree-Law 33 of 2021"),
        ),
        37_500, 18_750, r"\d{15}", "220012345600002",
    ),
    Country("OM", (Rate(date(2021, 4, 16), 500, "Royal Decree 121/2020"),), 38_500, 19_250, r"OM\d{10}",
            "OM1100012345"),
    Country("EG", (Rate(date(2016, 9, 8), 1300, "Law 67 of 2016"), Rate(date(2017, 7, 1), 1400, "Law 67 of 2016")),
            500_000, None, r"\d{3}-?\d{3}-?\d{3}", "123-456-789"),
    Country("JO", (Rate(date(2018, 1, 1), 1600, "General Sales Tax Law 6 of 1994"),), 30_000, None, r"\d{6,10}",
            "12345678"),
    Country("MA", (Rate(date(2018, 1, 1), 2000, "Code général des impôts, art. 98"),), 500_000, None, r"\d{7,15}",
            "12345678"),
    Country("TN", (Rate(date(2018, 1, 1), 1900, "Code de la TVA, loi de finances 2018"),), None, None,
            r"\d{7}/?[A-Z](/?[A-Z]){0,2}(/?\d{3})?", "1234567/A/M/000"),
    Country("DZ", (Rate(date(2017, 1, 1), 1900, "Code des taxes sur le chiffre d’affaires, loi de finances 2017"),)),
    Country("LB", (Rate(date(2018, 1, 1), 1100, "Law 379 of 2001, amended by Law 64 of 2017"),)),
    Country("PS", (Rate(date(2018, 1, 1), 1600, "Paris Protocol of 1994, rate since 2015"),)),
    Country("KW"), Country("QA"), Country("IQ"), Country("LY"),
)  # fmt: skip
COUNTRIES = {country.code: country for country in _TABLE}
ELSEWHERE = Country("XX")
"""A country that is not in the table: the owner says the rate."""


def country_of(code: str) -> Country:
    """The country's row; the one for everywhere else when the table does not know it."""
    return COUNTRIES.get(code, ELSEWHERE)


def rate_on(country: Country, day: date) -> Rate | None:
    """The rate in force on that day; None where there was no such tax."""
    known = [rate for rate in country.rates if rate.since <= day]
    return max(known, key=lambda rate: rate.since) if known else None


def is_number_of(country: Country, number: str) -> bool:
    """Whether a registration number has the shape this country gives it."""
    return re.fullmatch(country.number, number) is not None
