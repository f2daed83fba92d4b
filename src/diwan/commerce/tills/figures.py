"""Amounts and days as banks write them: either digits, point or comma, brackets for a debit, day or month first."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import chain

from diwan.kernel.text.folding import fold
from diwan.kernel.text.numbers import fold_digits

MOST_MINOR = 10**12
_LETTERS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?|[$€£]")
_BETWEEN = re.compile(r"\d\s*[^\W\d_]+\s*\d")
_UNSEEN = re.compile(r"[\s'’\u200e\u200f\u061c\u2066-\u2069]")
_FIGURE = re.compile(r"[+(-]?([0-9.,]*[0-9][.,]?)[)-]?")
_OUT = re.compile(r"(?i)\b(?:dr|debit)\b|مدين|صادر|سحب|عليه|خصم")
_IN = re.compile(r"(?i)\b(?:cr|credit)\b|دائن|وارد|ايداع|اضافه|\bله\b")
_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "–": "-", "٫": ".", "٬": ",", "،": ","})
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january يناير كانون", "feb february فبراير شباط", "mar march مارس اذار", "apr april ابريل نيسان",
            "may مايو ايار", "jun june يونيو حزيران", "jul july يوليو تموز", "aug august اغسطس اب",
            "sep sept september سبتمبر ايلول", "oct october اكتوبر", "nov november نوفمبر", "dec december ديسمبر",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


def _bare(cell: str) -> str:
    """The figure of a cell without its currency and blanks; '' for anything that is not one single figure."""
    plain = fold_digits(cell).translate(_MINUS)
    bare = _UNSEEN.sub("", _LETTERS.sub("", plain))
    return bare if _FIGURE.fullmatch(bare) and not _BETWEEN.search(plain) else ""


def decimal_of(cells: Iterable[str], exponent: int) -> tuple[str, bool]:
    """The sign before fractions in these cells, and whether that is a guess a person should look at.

    Where both signs stand in one figure the last one counts; a sign that stands twice parts thousands; one before any
    number of digits but three is decimal. Three digits after a lone sign part thousands, except in a currency of
    three decimals, whose banks always print them.
    """
    votes, doubts = {".": 0, ",": 0}, {".": 0, ",": 0}
    for figure in map(_bare, cells):
        point, comma = figure.rfind("."), figure.rfind(",")
        if point < 0 and comma < 0:
            continue
        last = "." if point > comma else ","
        other = "," if last == "." else "."
        digits = len(re.findall(r"\d", figure[max(point, comma) + 1 :]))
        if min(point, comma) >= 0:
            votes[last] += 1
        elif figure.count(last) > 1 or (digits == 3 and exponent != 3):
            votes[other] += 1
        elif digits != 3:
            votes[last] += 1
        else:
            doubts[last] += 1
    if votes["."] == votes[","]:
        return ("," if doubts[","] > doubts["."] else ".", bool(doubts[","] or votes[","]))
    return max(votes, key=lambda sign: votes[sign]), False


def read_amount(cell: str, *, exponent: int, decimal: str) -> int | None:
    """Minor units, below zero for a debit; None for what is no amount of this currency (too many decimals, words)."""
    bare = _bare(cell)
    is_out = "-" in bare or bare.startswith("(") or bool(_OUT.search(fold(cell)))
    digits = re.sub(r"[^0-9.,]", "", bare).replace("," if decimal == "." else ".", "").replace(",", ".").strip(".")
    whole, _, rest = digits.partition(".")
    if not (whole + rest).isdigit() or "." in rest or rest[exponent:].strip("0"):
        return None
    minor = int(whole or "0") * 10**exponent + int((rest + "0" * exponent)[:exponent] or "0")
    return None if minor > MOST_MINOR else -minor if is_out else minor


def says_out(cell: str) -> bool:
    """Whether the column that tells debits from credits says: money that left."""
    folded = fold(cell).strip()
    return folded in {"d", "out"} or (bool(_OUT.search(folded)) and not _IN.search(folded))


def day_comes_first(cells: Iterable[str]) -> bool:
    """Whether days stand before months: a first number above twelve says so, a second one denies it."""
    pairs = [re.findall(r"\d+", fold_digits(cell))[:2] for cell in cells if not re.search(r"[^\W\d]", cell)]
    short = [pair for pair in pairs if len(pair) == 2 and len(pair[0]) <= 2]
    if any(int(first) > 12 for first, _ in short):
        return True
    return not any(len(second) <= 2 and int(second) > 12 for _, second in short)


def read_day(cell: str, *, is_day_first: bool) -> date | None:
    """The day of a cell: 2026-10-05, 05/10/2026, 5-Oct-26, ٥ أكتوبر ٢٠٢٦; None for anything else."""
    parts = _PARTS.findall(fold(cell).replace("t", " ") if re.match(r"\d{4}-\d\d-\d\dt", fold(cell)) else fold(cell))
    figures = [part for part in parts if part.isdigit()][:3]
    named = next((_MONTHS[part] for part in parts[:3] if part in _MONTHS), 0)
    if "تشرين" in parts or "كانون" in parts:
        named = _levantine(parts)
    if named and len(figures) >= 2:
        day, year = figures[0], figures[1]
        return _day(year, named, day) if len(day) <= 2 else _day(day, named, year)
    if len(figures) != 3:
        return None
    one, two, three = figures
    if len(one) == 4:
        return _day(one, int(two), three)
    return _day(three, int(two), one) if is_day_first else _day(three, int(one), two)


def _levantine(parts: list[str]) -> int:
    """تشرين and كانون come twice in a year: the first and the second of each."""
    is_second = any(part in {"ثاني", "الثاني"} for part in parts)
    if "تشرين" in parts:
        return 11 if is_second else 10
    return 1 if is_second else 12


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    except ValueError:
        return None


def cells_of(rows: Iterable[list[str]], *places: int) -> list[str]:
    """The filled cells of some columns."""
    found = chain.from_iterable((row[place] for place in places if 0 <= place < len(row)) for row in rows)
    return [cell for cell in found if cell.strip()]
