"""The facts of a notice as words: isolated and in the reader's digits, for a page (Markup) or a letter (plain text)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from markupsafe import Markup

from diwan.kernel.text import dates
from diwan.kernel.text.bidi import isolate, isolate_ltr
from diwan.kernel.text.money import format_money
from diwan.kernel.text.numbers import in_digits
from diwan.kernel.text.reader import Reader
from diwan.web import figures

# What a place in a sentence is called, the fact it is made from, and how it is written.
_MONEY = {
    "amount": "amount_minor",
    "due": "due_minor",
    "total": "total_minor",
    "credited": "credited_minor",
    "outstanding": "outstanding_minor",
}
_MOMENTS = {"ends": "ends_at", "usable_from": "usable_from", "alone_from": "alone_from", "until": "until"}
_CODES = {"order": "order", "mask": "mask", "reference": "reference", "address": "address"}
_WORDS = {"by": "by", "title": "title", "reason": "reason", "answer": "answer"}


@dataclass(frozen=True, slots=True)
class Shape:
    """How names, codes, amounts, days and months are written, and how a sentence takes them in."""

    name: Callable[[str], Any]
    code: Callable[[str], Any]
    money: Callable[[int, str, Reader], Any]
    day: Callable[[datetime, Reader], Any]
    month: Callable[[str, Reader], Any]
    number: Callable[[int, Reader], Any]
    sentence: Callable[[str, Mapping[str, Any]], Any]

    def places(self, facts: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
        """Every place a sentence may name, made of the facts that are there."""
        found: dict[str, Any] = {place: self.name(str(facts[fact])) for place, fact in _WORDS.items() if fact in facts}
        found |= {place: self.code(str(facts[fact])) for place, fact in _CODES.items() if fact in facts}
        found |= {
            place: self.money(int(facts[fact]), str(facts.get("currency", "USD")), reader)
            for place, fact in _MONEY.items()
            if facts.get(fact) is not None
        }
        found |= {
            place: self.day(datetime.fromisoformat(str(facts[fact])), reader)
            for place, fact in _MOMENTS.items()
            if facts.get(fact)
        }
        if "number" in facts:
            found["number"] = self.number(int(facts["number"]), reader)
        if "period" in facts:
            found["month"] = self.month(str(facts["period"]), reader)
        if "offer_ar" in facts:
            found["offer"] = self.name(str(facts[f"offer_{reader.language}"]))
        return _Places(found)


class _Places(dict[str, Any]):
    """A fact that an older notice does not carry leaves an ellipsis instead of breaking the page."""

    def __missing__(self, place: str) -> str:
        return "…"


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


PAGE = Shape(
    name=lambda text: Markup("<bdi>{}</bdi>").format(text),
    code=figures.code,
    money=lambda minor, currency, _reader: figures.money(minor, currency),
    day=lambda moment, _reader: figures.day(moment),
    month=lambda label, _reader: figures.month(label),
    number=lambda value, _reader: figures.num(value),
    sentence=lambda text, places: Markup(text) % places,
)
LETTER = Shape(
    name=isolate,
    code=isolate_ltr,
    money=format_money,
    day=lambda moment, reader: dates.format_day(_local(moment).date(), reader),
    month=lambda label, reader: dates.format_month(label, reader),
    number=lambda value, reader: in_digits(str(value), reader),
    sentence=lambda text, places: text % places,
)
