"""Dates as people read them: Gregorian in the reader's language, Hijri (Umm al-Qura) beside it on request.

Datetimes come in already in the reader's time zone; nothing here reads a clock.
"""

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_datetime, format_timedelta
from hijridate import Gregorian

from diwan.kernel.text.numbers import digits_only
from diwan.kernel.text.reader import Language, Reader

_JUST_NOW = timedelta(seconds=45)
_STILL_AGO = timedelta(days=7)
_WORDS = {
    "now": {"ar": "الآن", "en": "just now"},
    "yesterday": {"ar": "أمس", "en": "yesterday"},
}


def format_day(day: date, reader: Reader, *, year: bool = True, weekday: bool = False) -> str:
    """'22 نوفمبر 2026' or '22 November 2026', without the year or with the weekday if asked; Hijri after it."""
    pattern = ("EEEE " if weekday else "") + "d MMMM" + (" y" if year else "")
    return _with_hijri(format_date(day, pattern, locale=reader.language), day, reader)


def format_moment(moment: datetime, reader: Reader) -> str:
    """A day and the time: '1 نوفمبر 2026، 06:00'. Hijri, if wanted, follows the day."""
    clock = digits_only(format_datetime(moment, "HH:mm", locale=reader.language), reader)
    comma = "، " if reader.language == "ar" else ", "
    return format_day(moment.date(), reader) + comma + clock


def format_hour(moment: datetime, reader: Reader) -> str:
    """The time of day alone: '06:00'."""
    return digits_only(format_datetime(moment, "HH:mm", locale=reader.language), reader)


def format_month(label: str, reader: Reader, *, year: bool = True) -> str:
    """A period label 'YYYY-MM' as 'أكتوبر 2026' or 'October 2026'. Raises ValueError for anything else."""
    first = date.fromisoformat(f"{label}-01")
    return digits_only(format_date(first, "LLLL y" if year else "LLLL", locale=reader.language), reader)


def format_weekday(day: date, reader: Reader) -> str:
    """The name of the day: 'الثلاثاء', 'Tuesday'."""
    return format_date(day, "EEEE", locale=reader.language)


def format_ago(moment: datetime, reader: Reader, *, at: datetime) -> str:
    """How long before `at`: 'قبل 3 ساعات', 'أمس'; after a week, or for the future, the day itself."""
    gap = at - moment
    if timedelta(0) <= gap < _JUST_NOW:
        return _WORDS["now"][reader.language]
    if gap < timedelta(0) or gap >= _STILL_AGO:
        return format_day(moment.date(), reader, year=moment.year != at.astimezone(moment.tzinfo).year)
    if timedelta(hours=20) < gap and (at.astimezone(moment.tzinfo).date() - moment.date()).days == 1:
        return _WORDS["yesterday"][reader.language]
    spoken = format_timedelta(-gap, add_direction=True, threshold=0.95, locale=reader.language)
    return digits_only(spoken, reader)


def hijri_day(day: date, language: Language) -> str | None:
    """'21 ربيع الثاني 1448 هـ', or None outside the years the Umm al-Qura tables cover (1924 to 2077)."""
    try:
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return None
    return f"{hijri.day} {hijri.month_name(language)} {hijri.year} {hijri.notation(language)}"


def _with_hijri(gregorian: str, day: date, reader: Reader) -> str:
    hijri = hijri_day(day, reader.language) if reader.hijri else None
    return digits_only(f"{gregorian} ({hijri})" if hijri else gregorian, reader)
