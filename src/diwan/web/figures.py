"""Figures in pages: every amount, number, percentage and date leaves here isolated, in the reader's digits.

An unisolated 6.1% after an Arabic letter is displayed as %6.1, so templates write figures through these alone.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from markupsafe import Markup, escape

from diwan.kernel import clock
from diwan.kernel.text import dates, numbers
from diwan.kernel.text.currencies import exponent_of, is_arabic_sign
from diwan.kernel.text.money import NO_BREAK, money_parts
from diwan.kernel.text.reader import current_reader

_FIGURE = Markup('<bdi class="num" dir="ltr">{}</bdi>')
_DIGITS = re.compile(r"[0-9٠-٩]+(?:[:.,٫٬][0-9٠-٩]+)*")


def money(amount: Any, currency: str | None = None, *, plus: bool = False) -> Markup:
    """An amount of minor units, or anything with `.minor` (or `.amount_minor`) and `.currency`: −$96.41, ر.س 41.20."""
    if currency is None:
        minor = amount.minor if hasattr(amount, "minor") else amount.amount_minor
        return money(minor, amount.currency, plus=plus)
    sign, mark, figure = money_parts(int(amount), currency, current_reader(), plus=plus)
    return _FIGURE.format(sign + _mark(mark) + figure)


def estimate(low_minor: int, high_minor: int, currency: str) -> Markup:
    """A range not yet exact, in whole units widened outwards: $19–26. Small sums keep their decimals."""
    reader, unit = current_reader(), 10 ** exponent_of(currency)
    if high_minor < 5 * unit:
        low, high = (money_parts(value, currency, reader)[2] for value in (low_minor, high_minor))
    else:
        low = numbers.format_number(low_minor // unit, reader)
        high = numbers.format_number(-(-high_minor // unit), reader)
    mark = money_parts(0, currency, reader)[1]
    return _FIGURE.format(_mark(mark) + (low if low == high else f"{low}–{high}"))


def num(value: int | float | Decimal, *, places: int | None = None, plus: bool = False) -> Markup:
    """A plain figure: 3,557. A float (never money) needs `places`."""
    if isinstance(value, float):
        if places is None:
            raise TypeError("A float has no honest number of decimals: say how many places to show")
        value = Decimal(str(value))
    return _FIGURE.format(numbers.format_number(value, current_reader(), places=places, plus=plus))


def points(milli: int) -> Markup:
    """Contribution points kept in thousandths: 4000 → 4, 4500 → 4.5."""
    whole = Decimal(milli).scaleb(-3).normalize()
    return num(whole if whole != whole.to_integral_value() else int(whole))


def pct(basis_points: int, *, places: int | None = None, plus: bool = False) -> Markup:
    """Basis points as a percentage: 6500 → 65%."""
    return _FIGURE.format(numbers.format_percent(basis_points, current_reader(), places=places, plus=plus))


def code(text: str) -> Markup:
    """A code, address, handle or file name: isolated left to right, digits left as they are."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def when(moment: datetime) -> Markup:
    """A moment with its day and time, in the reader's time zone."""
    return _time(moment.isoformat(), dates.format_moment(_local(moment), current_reader()))


def hour(moment: datetime) -> Markup:
    """The time of day alone, in the reader's time zone; the day is in the title."""
    reader, local = current_reader(), _local(moment)
    exact = dates.format_moment(local, reader)
    words = _with_figures(dates.format_hour(local, reader))
    return Markup('<time datetime="{}" title="{}">{}</time>').format(moment.isoformat(), exact, words)


def day(value: date | datetime, *, year: bool = True, weekday: bool = False) -> Markup:
    """A day: '22 نوفمبر 2026'. A datetime is first brought to the reader's time zone."""
    local = _local(value).date() if isinstance(value, datetime) else value
    return _time(local.isoformat(), dates.format_day(local, current_reader(), year=year, weekday=weekday))


def month(label: object, *, year: bool = True) -> Markup:
    """A period or its label 'YYYY-MM': 'أكتوبر 2026'."""
    text = str(label)
    return _time(text, dates.format_month(text, current_reader(), year=year))


def weekday(value: date | datetime) -> str:
    """The name of the day: 'الثلاثاء'."""
    return dates.format_weekday(_local(value).date() if isinstance(value, datetime) else value, current_reader())


def ago(moment: datetime, at: datetime | None = None) -> Markup:
    """How long ago, up to a week: 'قبل 3 ساعات'; the exact moment is in the title."""
    reader, local = current_reader(), _local(moment)
    words = dates.format_ago(local, reader, at=at or clock.now())
    exact = dates.format_moment(local, reader)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(moment.isoformat(), exact, _with_figures(words))


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _mark(mark: str) -> Markup:
    """A currency sign in Arabic letters is isolated, or its direction would pull the digits across it."""
    bare = mark.rstrip(NO_BREAK)
    if not is_arabic_sign(bare):
        return escape(mark)
    return Markup("<bdi>{}</bdi>{}").format(bare, mark[len(bare) :])


def _time(machine: str, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, _with_figures(words))


def _with_figures(words: str) -> Markup:
    """Words with each run of digits in the figures' typeface, so that dates align even in a Markazi heading."""
    return Markup(_DIGITS.sub(lambda run: f'<span class="num">{run.group()}</span>', str(escape(words))))
