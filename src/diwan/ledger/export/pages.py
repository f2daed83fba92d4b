"""What both exports write: the books' accounts and entries, with the names they get outside."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from diwan.engine.money import decimal_text, exponent_of
from diwan.ledger.enums import Side
from diwan.ledger.models import Entry, Leg
from diwan.ledger.queries.balances import CREDIT, DEBIT, legs_before
from diwan.ledger.queries.entries import views_of
from diwan.ledger.shapes import EntryView, LegView
from diwan.people.public import get_community_by_id

OPENING = "opening_balances"
_SLICE = 2_000
_SHORT, _WHOLE = 12, 32


@dataclass(frozen=True, slots=True)
class Page:
    """One community's book as an export sees it. `place` is '' alone, its slug where several share a file."""

    community_id: int
    place: str
    currency: str
    first_date: date
    letters: int
    accounts: tuple[tuple[str, uuid.UUID | None], ...]
    start: date | None = None
    end: date | None = None

    def party_name(self, party: uuid.UUID) -> str:
        """The books know no names: a party is P- and the beginning of its id, or all of it where beginnings clash."""
        return f"P-{party.hex[: self.letters]}"

    def entries(self) -> Iterator[EntryView]:
        """Every entry of the range by its number, a slice at a time; before them what stood when the range begins."""
        latest, known = 0, Entry.objects.filter(community_id=self.community_id)
        if self.start is not None:
            known = known.filter(effective_date__gte=self.start)
            yield from self._opening(self.start)
        if self.end is not None:
            known = known.filter(effective_date__lt=self.end)
        while part := list(known.filter(pk__gt=latest).order_by("pk")[:_SLICE]):
            yield from views_of(part)
            latest = part[-1].pk

    def _opening(self, start: date) -> Iterator[EntryView]:
        """The balances before the range as one entry, so that the file balances alone; none where nothing stood."""
        sums = legs_before(self.community_id, start).order_by("account__code", "party").values("account__code", "party")
        legs = tuple(
            LegView(
                row["account__code"],
                Side.DEBIT if amount > 0 else Side.CREDIT,
                abs(amount),
                row["party"],
                self.currency,
            )
            for row in sums.annotate(debit=DEBIT, credit=CREDIT)
            if (amount := row["debit"] - row["credit"])
        )
        if legs:
            midnight = datetime.combine(start, time(), UTC)
            yield EntryView(0, 0, OPENING, start, midnight, OPENING, "", "", {}, None, None, legs)


def _standing(account: str, amount_minor: int, party: uuid.UUID | None, currency: str) -> LegView:
    side = Side.DEBIT if amount_minor > 0 else Side.CREDIT
    return LegView(account, side, abs(amount_minor), party, currency)


def pages(community_id: int | None, *, start: date | None = None, end: date | None = None) -> list[Page]:
    """The pages of one community's book, or of every book there is; of the days `start` ≤ day < `end`."""
    if community_id is not None:
        return [replace(page, start=start, end=end) for page in _page(community_id, place="")]
    known = Entry.objects.order_by("community_id").values_list("community_id", flat=True).distinct()
    return [
        replace(page, start=start, end=end)
        for one in known
        for page in _page(one, place=get_community_by_id(community_id=one).slug)
    ]


def amount_text(leg: LegView) -> str:
    """The signed amount both formats write: debits positive, credits negative, with the currency's decimals."""
    signed = leg.amount_minor if leg.side == Side.DEBIT else -leg.amount_minor
    return f"{decimal_text(signed, exponent_of(leg.currency))} {leg.currency}"


def one_line(parts: Iterable[str]) -> str:
    """The parts that are not empty, on one line, without what would begin a comment or a new field."""
    joined = " ".join(part for part in parts if part)
    return "".join(" " if not letter.isprintable() or letter in ";|" else letter for letter in joined).strip()


def _page(community_id: int, place: str) -> Iterator[Page]:
    first = Entry.objects.filter(community_id=community_id).order_by("effective_date").first()
    if first is not None:
        legs = Leg.objects.filter(community_id=community_id).order_by("account__code", "party")
        accounts = tuple(legs.values_list("account__code", "party").distinct())
        parties = {party for _code, party in accounts if party is not None}
        letters = _SHORT if len({party.hex[:_SHORT] for party in parties}) == len(parties) else _WHOLE
        yield Page(community_id, place, first.currency, first.effective_date, letters, accounts)
