"""Arabic names in the letters banks take."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.payouts.rails.latin import holder_in_latin, in_latin
from diwan.payouts.rails.rail import Payment

SWIFT = re.compile(r"[A-Za-z0-9 /?:().,'+-]*")


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("هدى علي", "Huda Ali"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("عبدالله الأحمد", "Abdullah Al-Ahmed"),
        ("عبدالكريم", "Abdulkarim"),
        ("فاطمة الزهراء", "Fatima Al-Zhra"),
        ("مُحَمَّد", "Muhamad"),
        ("يونس", "Youns"),
        ("٧ شارع البحر", "7 Shara Al-Bhr"),
        ("José Müller-Åström", "Jose Muller-Astrom"),
        ("Groß & Söhne", "Gross and Sohne"),
        ("=cmd|calc", "cmdcalc"),
        ("李小龍", ""),
    ],
)  # fmt: skip
def test_names_are_readable_in_the_banks_letters(arabic: str, latin: str) -> None:
    assert in_latin(arabic) == latin


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_whatever_a_name_is_only_the_banks_letters_come_out(text: str) -> None:
    payment = Payment("K7M2QD", text, 1, "bank", {"holder": text, "account": "12345"})
    assert SWIFT.fullmatch(in_latin(text))
    name = holder_in_latin(payment)
    assert SWIFT.fullmatch(name)
    assert len(name) <= 70
