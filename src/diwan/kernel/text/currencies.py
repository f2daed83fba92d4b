"""What is known about a currency: how many decimals it has (ISO 4217), and the sign its readers know.

CLDR gives several Arab currencies no decimals because cash has lost them; books keep them, so this table is ours.
"""

_EXPONENTS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}

_SIGNS = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "¥", "INR": "₹", "TRY": "₺", "KRW": "₩", "NGN": "₦",
    "UAH": "₴", "ILS": "₪", "VND": "₫", "PHP": "₱", "GHS": "₵", "KZT": "₸",
}  # fmt: skip

_ARABIC_SIGNS = {
    "AED": "د.إ", "BHD": "د.ب", "DZD": "د.ج", "EGP": "ج.م", "IQD": "د.ع", "JOD": "د.أ", "KWD": "د.ك", "LBP": "ل.ل",
    "LYD": "د.ل", "MAD": "د.م", "MRU": "أ.م", "OMR": "ر.ع", "QAR": "ر.ق", "SAR": "ر.س", "SDG": "ج.س", "SYP": "ل.س",
    "TND": "د.ت", "YER": "ر.ي",
}  # fmt: skip


def exponent_of(currency: str) -> int:
    """Decimals of an ISO currency code: 2 unless the standard says otherwise (KWD, JOD: 3; JPY: 0)."""
    return _EXPONENTS.get(currency, 2)


def sign_of(currency: str, language: str) -> str:
    """The short sign in this language: '$' in both; 'د.ك' in Arabic and 'KWD' in English."""
    if language == "ar" and currency in _ARABIC_SIGNS:
        return _ARABIC_SIGNS[currency]
    return _SIGNS.get(currency, currency)


def is_arabic_sign(sign: str) -> bool:
    """True for signs written in Arabic letters, which must be isolated beside figures."""
    return any("\u0600" <= letter <= "\u06ff" for letter in sign)
