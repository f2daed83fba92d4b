"""Which column of a bank's table is which: the headings banks print, in Arabic and English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from diwan.kernel.text.folding import fold, words

DATE, CREDIT, DEBIT, AMOUNT, SIGN, TEXT, NAME, REFERENCE = (
    "date", "credit", "debit", "amount", "sign", "text", "name", "reference",
)  # fmt: skip
_PRINTED = {
    DATE: "date | transaction date | posting date | booking date | value date | txn date | trans date | post date | "
    "التاريخ | تاريخ | تاريخ العملية | تاريخ الحركة | تاريخ القيد | تاريخ المعاملة | تاريخ الحق | تاريخ القيمة | اليوم",
    CREDIT: "credit | credits | credit amount | cr | deposit | deposits | paid in | money in | received | lodgement | "
    "دائن | الدائن | المبلغ الدائن | مبلغ دائن | ايداع | الايداع | الايداعات | وارد | الوارد | له | اضافة",
    DEBIT: "debit | debits | debit amount | dr | withdrawal | withdrawals | paid out | money out | sent | "
    "مدين | المدين | المبلغ المدين | مبلغ مدين | سحب | السحب | السحوبات | صادر | الصادر | عليه | منه | خصم",
    AMOUNT: "amount | transaction amount | net amount | value | المبلغ | مبلغ | مبلغ العملية | مبلغ الحركة | القيمة",
    SIGN: "cr/dr | dr/cr | d/c | c/d | debit/credit | credit/debit | type | transaction type | direction | "
    "نوع الحركة | نوع العملية | النوع | دائن/مدين | مدين/دائن",
    TEXT: "description | details | narrative | narration | particulars | memo | remarks | transaction details | "
    "transaction description | payment details | note | notes | message | "
    "البيان | بيان | الوصف | التفاصيل | تفاصيل | تفاصيل العملية | شرح | الشرح | ملاحظات | ملاحظة | الغرض",
    NAME: "name | payer | payer name | sender | sender name | from | from account name | counterparty | "
    "ordering customer | remitter | المرسل | اسم المرسل | الاسم | اسم المحول | المحول | من | اسم العميل | الطرف الاخر",
    REFERENCE: "reference | ref | reference number | reference no | ref no | transaction id | transaction reference | "
    "transaction no | bank reference | رقم المرجع | المرجع | مرجع | رقم العملية | رقم الحركة | رقم المعاملة | "
    "الرقم المرجعي",
}
_IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_CODE = re.compile(r"\b(?:jod|egp|kwd|sar|aed|usd|qar|bhd|omr|iqd|eur)\b")


def _plain(heading: str) -> str:
    return " ".join(words(_CODE.sub(" ", fold(_IN_BRACKETS.sub(" ", heading)).replace("/", " slash "))))


_KNOWN = {_plain(word): part for part, line in _PRINTED.items() for word in line.split("|")}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each part stands in a row, counted from 0; -1: nowhere. `decimal`: the sign before fractions."""

    date: int = -1
    amount: int = -1
    credit: int = -1
    debit: int = -1
    sign: int = -1
    name: int = -1
    reference: int = -1
    text: int = -1
    is_day_first: bool = True
    decimal: str = "."

    @property
    def is_enough(self) -> bool:
        """A day and an amount: without them nothing can be matched."""
        return self.date >= 0 and (self.amount >= 0 or self.credit >= 0)

    def with_figures(self, *, is_day_first: bool, decimal: str) -> "Columns":
        return replace(self, is_day_first=is_day_first, decimal=decimal)


def part_of(heading: str) -> str:
    """What a heading means, or '' for one that says nothing to us (balance, branch …)."""
    return _KNOWN.get(_plain(heading), "")


def recognise(row: Sequence[str]) -> Columns:
    """The columns of a row of headings; of two with one meaning the first counts."""
    found: dict[str, Any] = {}
    for place, heading in enumerate(row):
        part = part_of(heading)
        if part:
            found.setdefault(part, place)
    return Columns(**found)
