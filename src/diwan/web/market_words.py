"""Words of the market that rows keep as codes: countries of a price table, rhythms of an offer."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COUNTRIES: dict[str, "str | Promise"] = {
    "DZ": _("Algeria"),
    "BH": _("Bahrain"),
    "KM": _("Comoros"),
    "DJ": _("Djibouti"),
    "EG": _("Egypt"),
    "IQ": _("Iraq"),
    "JO": _("Jordan"),
    "KW": _("Kuwait"),
    "LB": _("Lebanon"),
    "LY": _("Libya"),
    "MR": _("Mauritania"),
    "MA": _("Morocco"),
    "OM": _("Oman"),
    "PS": _("Palestine"),
    "QA": _("Qatar"),
    "SA": _("Saudi Arabia"),
    "SO": _("Somalia"),
    "SD": _("Sudan"),
    "SY": _("Syria"),
    "TN": _("Tunisia"),
    "AE": _("United Arab Emirates"),
    "YE": _("Yemen"),
    "TR": _("Türkiye"),
    "PK": _("Pakistan"),
    "IN": _("India"),
    "ID": _("Indonesia"),
}


def country_word(code: str) -> "str | Promise":
    """A country by its name, one not listed by its code."""
    return COUNTRIES.get(code, code)
