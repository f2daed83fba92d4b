from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from diwan.ledger.enums import Side
from diwan.ledger.errors import NoSuchEntry
from diwan.ledger.models import Entry, Leg
from diwan.ledger.shapes import EntryView, LegView

_SLICE = 2_000


def list_entries(
    *,
    community_id: int,
    kinds: Iterable[str] | None = None,
    start: date | None = None,
    end: date | None = None,
    source_ref: str | None = None,
    party: UUID | None = None,
) -> list[EntryView]:
    """Entries in the order of their numbers. `start` ≤ effective_date < `end`; `party` has a leg in the entry."""
    found = Entry.objects.filter(community_id=community_id)
    if kinds is not None:
        found = found.filter(kind__in=list(kinds))
    if start is not None:
        found = found.filter(effective_date__gte=start)
    if end is not None:
        found = found.filter(effective_date__lt=end)
    if source_ref is not None:
        found = found.filter(source_ref=source_ref)
    if party is not None:
        found = found.filter(Exists(Leg.objects.filter(entry=OuterRef("pk"), party=party)))
    return views_of(list(found.order_by("number")))


def get_entry(*, community_id: int, entry_id: int) -> EntryView:
    """One entry of the community. Raises NoSuchEntry, for another community's entry too."""
    stored = Entry.objects.filter(community_id=community_id, pk=entry_id).first()
    if stored is None:
        raise NoSuchEntry
    return views_of([stored])[0]


def entries_by_id(ids: Sequence[int]) -> list[EntryView]:
    """The entries of these ids, in no order."""
    views = []
    for start in range(0, len(ids), _SLICE):
        views += views_of(list(Entry.objects.filter(pk__in=ids[start : start + _SLICE])))
    return views


def views_of(entries: Sequence[Entry]) -> list[EntryView]:
    """The entries with their legs and with what reversed them: two queries for every two thousand."""
    views = []
    for start in range(0, len(entries), _SLICE):
        part = entries[start : start + _SLICE]
        ids = [entry.pk for entry in part]
        legs = _legs_of(Leg.objects.filter(entry_id__in=ids))
        undone = dict(Entry.objects.filter(reverses_id__in=ids).values_list("reverses_id", "id"))
        views += [view_of(entry, tuple(legs[entry.pk]), undone.get(entry.pk)) for entry in part]
    return views


def view_of(entry: Entry, legs: tuple[LegView, ...], reversed_by_id: int | None) -> EntryView:
    return EntryView(
        id=entry.pk,
        number=entry.number,
        kind=entry.kind,
        effective_date=entry.effective_date,
        recorded_at=entry.recorded_at,
        key=entry.key,
        source_ref=entry.source_ref,
        description=entry.description,
        detail=entry.detail,
        reverses_id=entry.reverses_id,
        reversed_by_id=reversed_by_id,
        legs=legs,
    )


def _legs_of(legs: QuerySet[Leg]) -> dict[int, list[LegView]]:
    found: dict[int, list[LegView]] = defaultdict(list)
    rows = legs.order_by("entry_id", "position")
    names = ("entry_id", "account__code", "side", "amount_minor", "party", "currency")
    for entry_id, account, side, amount_minor, party, currency in rows.values_list(*names):
        found[entry_id].append(LegView(account, Side(side), amount_minor, party, currency))
    return found
