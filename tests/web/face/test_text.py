"""Figures, money and dates as people read and type them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.kernel.text import bidi, dates
from diwan.kernel.text.currencies import exponent_of
from diwan.kernel.text.money import as_decimal, format_money, parse_money, plain_amount
from diwan.kernel.text.numbers import fold_digits, format_number, format_percent, grouped, parse_number
from diwan.kernel.text.reader import Reader, current_reader, reading

CURRENCIES = st.sampled_from(["USD", "KWD", "JPY", "SAR", "JOD", "EGP", "EUR"])
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (195386, "USD", "$1,953.86"),
        (-9641, "USD", "−$96.41"),
        (0, "USD", "$0.00"),
        (5, "KWD", "د.ك 0.005"),
        (41200, "KWD", "د.ك 41.200"),
        (48000, "JPY", "¥48,000"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(minor: int, currency: str, shown: str, arabic: Reader) -> None:
    assert bidi.without_controls(format_money(minor, currency, arabic)).replace("\xa0", " ") == shown


def test_an_arab_currency_is_named_by_its_letters_in_arabic_and_its_code_in_english(
    arabic: Reader, english: Reader
) -> None:
    assert "ر.س" in format_money(100, "SAR", arabic)
    assert "SAR" in format_money(100, "SAR", english)


def test_a_reader_of_arabic_digits_gets_arabic_separators_too(arabic_digits: Reader) -> None:
    assert bidi.without_controls(format_money(-195386, "USD", arabic_digits)) == "−$١٬٩٥٣٫٨٦"
    assert format_percent(610, arabic_digits) == "٦٫١٪"
    assert format_number(3557, arabic_digits) == "٣٬٥٥٧"


def test_an_amount_in_a_sentence_is_isolated_and_so_is_its_arabic_sign(arabic: Reader) -> None:
    text = format_money(41200, "KWD", arabic)
    assert text.startswith(bidi.LRI)
    assert text.endswith(bidi.PDI)
    assert bidi.FSI + "د.ك" + bidi.PDI in text


@given(minor=st.integers(-(10**15), 10**15), currency=CURRENCIES, digits=st.sampled_from(["latn", "arab"]))
def test_every_amount_shown_can_be_typed_back(minor: int, currency: str, digits: str) -> None:
    for language in ("ar", "en"):
        assert parse_money(format_money(minor, currency, Reader(language, digits)), currency) == minor
    assert parse_money(plain_amount(minor, currency), currency) == minor
    assert as_decimal(minor, currency).scaleb(exponent_of(currency)) == minor


@pytest.mark.parametrize("typed", ["12,50", "", "دينار", "4.123", "1e3", "--5", "1,23.00"])
def test_what_might_be_misread_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_money(typed, "USD")


def test_a_persian_keyboard_and_a_percent_sign_are_understood() -> None:
    assert parse_number("۶۵٪") == 65
    assert parse_number(" ١٬٢٣٤٫٥ ") == Decimal("1234.5")
    assert fold_digits("S-٢٠٢٦-۱۰") == "S-2026-10"


@pytest.mark.parametrize(
    ("bp", "places", "shown"), [(6500, None, "65%"), (10000, None, "100%"), (5835, 1, "58.4%"), (-50, None, "−0.5%")]
)
def test_basis_points_become_percentages(bp: int, places: int | None, shown: str, english: Reader) -> None:
    assert format_percent(bp, english, places=places) == shown


@given(st.integers(-(10**18), 10**18), st.integers(0, 4))
def test_grouping_never_changes_the_digits(units: int, exponent: int) -> None:
    digits = grouped(units, exponent).replace(",", "").replace(".", "")
    assert int(digits) == abs(units)


def test_days_and_months_are_named_in_the_readers_language(arabic: Reader, english: Reader) -> None:
    assert dates.format_month("2026-10", arabic) == "أكتوبر 2026"
    assert dates.format_month("2026-10", english) == "October 2026"
    assert dates.format_day(date(2026, 11, 22), arabic) == "22 نوفمبر 2026"
    assert dates.format_moment(datetime(2026, 11, 1, 6, 0, tzinfo=UTC), arabic) == "1 نوفمبر 2026، 06:00"


def test_hijri_stands_beside_the_day_when_wanted() -> None:
    shown = dates.format_day(date(2026, 11, 22), Reader("ar", "arab", hijri=True))
    assert shown == "٢٢ نوفمبر ٢٠٢٦ (١٢ جمادى الآخرة ١٤٤٨ هـ)"


def test_a_day_before_the_hijri_tables_is_shown_without_one() -> None:
    assert dates.hijri_day(date(1900, 1, 1), "ar") is None
    assert dates.format_day(date(1900, 1, 1), Reader("ar", hijri=True)) == "1 يناير 1900"


@pytest.mark.parametrize(
    ("gap", "arabic_words", "english_words"),
    [
        (timedelta(seconds=5), "الآن", "just now"),
        (timedelta(hours=2), "قبل ساعتين", "2 hours ago"),
        (timedelta(hours=3), "قبل 3 ساعات", "3 hours ago"),
        (timedelta(hours=26), "أمس", "yesterday"),
        (timedelta(days=9), "13 نوفمبر", "13 November"),
        (timedelta(days=400), "18 أكتوبر 2025", "18 October 2025"),
        (timedelta(days=-3), "25 نوفمبر", "25 November"),
    ],
)
def test_how_long_ago(gap: timedelta, arabic_words: str, english_words: str, arabic: Reader, english: Reader) -> None:
    assert dates.format_ago(NOON - gap, arabic, at=NOON) == arabic_words
    assert dates.format_ago(NOON - gap, english, at=NOON) == english_words


def test_a_name_cannot_turn_its_neighbours_round() -> None:
    assert bidi.without_controls("ali\u202egpj.exe\u2066") == "aligpj.exe"
    assert bidi.direction_of("123 سلام") == "rtl"
    assert bidi.direction_of("42") == "auto"
    assert (bidi.initial_of("«ليلى»"), bidi.initial_of("mike"), bidi.initial_of("…")) == ("ل", "M", "·")


def test_figures_are_written_for_whoever_is_reading_now(english: Reader) -> None:
    assert current_reader() == Reader("ar", "latn")
    with reading(english):
        assert current_reader() is english
    assert current_reader() == Reader("ar", "latn")
