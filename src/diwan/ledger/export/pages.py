"""What both exports write: the books' accounts and entries, with the names they get outside."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from diwan.engine.money import decimal_text, exponent_of
from diwan.ledger.enums import Side
from diwan.ledger.models import Entry, Leg
from diwan.ledger.queries.entries import views_of
from diwan.ledger.shapes import EntryView, LegView
from diwan.people.public import get_community_by_id

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

    def party_name(self, party: uuid.UUID) -> str:
        """The books know no names: a party is P- and the beginning of its id, or all of it where beginnings clash."""
        return f"P-{party.hex[: self.letters]}"

    def entries(self) -> Iterator[EntryView]:
        """Every entry by its number, a slice at a time."""
        latest = 0
        while part := list(Entry.objects.filter(community_id=self.community_id, pk__gt=latest).order_by("pk")[:_SLICE]):
            yield from views_of(part)
            latest = part[-1].pk


def pages(community_id: int | None) -> list[Page]:
    """The pages of one community's book, or of every book there is."""
    if community_id is not None:
        return list(_page(community_id, place=""))
    known = Entry.objects.order_by("community_id").values_list("community_id", flat=True).distinct()
    return [page for one in known for page in _page(one, place=get_community_by_id(community_id=one).slug)]


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
