"""Money is whole minor units of one currency: here are the currencies, and how a yearly fee becomes twelve months.

Exponents are those of ISO 4217 (how many decimals the minor unit has). No float ever touches an amount.
"""

_ZERO = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_TWO = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF "
    "CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK "
    "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
    "SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER "
    "ZAR ZMW ZWG ZWL"
)
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_FOUR = "CLF UYW"

EXPONENTS: dict[str, int] = {
    code: exponent for exponent, codes in ((0, _ZERO), (2, _TWO), (3, _THREE), (4, _FOUR)) for code in codes.split()
}


def exponent_of(currency: str) -> int:
    """Decimals of the currency's minor unit: SAR 2, KWD 3, JPY 0. Raises KeyError for a code ISO 4217 does not know."""
    return EXPONENTS[currency]


def decimal_text(amount_minor: int, exponent: int) -> str:
    """Minor units as plain decimal digits: (4120, 2) -> '41.20', (-5, 3) -> '-0.005', (7, 0) -> '7'."""
    sign = "-" if amount_minor < 0 else ""
    if not exponent:
        return f"{amount_minor}"
    whole, part = divmod(abs(amount_minor), 10**exponent)
    return f"{sign}{whole}.{part:0{exponent}d}"


def recognise(amount_minor: int, month: int, months: int = 12) -> int:
    """The part of a fee earned in month number `month` (0 is the first): the twelve parts add up to the fee exactly.

    100.00 over a year is 8.33, 8.33, 8.34, … because each month is the difference of two floors.
    Raises ValueError for a negative fee or a month outside the term.
    """
    if amount_minor < 0 or not 0 <= month < months:
        raise ValueError(f"no month {month} of {months} for an amount of {amount_minor}")
    return (month + 1) * amount_minor // months - month * amount_minor // months
