"""Compares the legs that are stored with the legs as they were posted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from diwan.ledger import journal
from diwan.ledger.integrity.findings import LEG, found
from diwan.ledger.models import Entry, Leg
from diwan.ledger.shapes import Finding


@dataclass(frozen=True, slots=True)
class LegRow:
    """A stored leg, with the code and the community of the account it names."""

    id: int
    entry_id: int
    position: int
    community_id: int
    account_community_id: int | None
    account: str | None
    side: str
    amount_minor: int
    party: UUID | None
    currency: str

    def says(self) -> list[object]:
        return [self.account, self.side, self.amount_minor, None if self.party is None else str(self.party)]


def leg_rows(entry_ids: Sequence[int]) -> Iterator[LegRow]:
    names = (
        "id",
        "entry_id",
        "position",
        "community_id",
        "account__community_id",
        "account__code",
        "side",
        "amount_minor",
        "party",
        "currency",
    )
    for facts in Leg.objects.filter(entry_id__in=entry_ids).order_by("entry_id", "position").values_list(*names):
        yield LegRow(*facts)


def compare_legs(entry: Entry, rows: Sequence[LegRow]) -> Iterator[Finding]:
    """Legs of `entry` that are not what `legs_text` says was posted, one finding each."""
    posted = dict(enumerate(journal.legs_of(entry.legs_text), start=1))
    for row in rows:
        was = posted.pop(row.position, None)
        if was is None:
            sentence = _("Leg %(row)s, of %(amount)s minor units, was put into entry %(entry)s after it was posted.")
            yield found("leg_inserted", LEG, row.id, row.amount_minor, sentence, entry=entry.pk)
        elif row.says() != was or not _is_at_home(row, entry):
            sentence = _(
                "Leg %(row)s of entry %(entry)s has been altered: it was posted with %(amount)s minor units, "
                "and now has %(now)s."
            )
            yield found("leg_changed", LEG, row.id, was[2], sentence, entry=entry.pk, now=row.amount_minor)
    for position, was in posted.items():
        sentence = _("A leg has been removed: number %(position)s of entry %(entry)s, of %(amount)s minor units.")
        row_id = f"{entry.pk}/{position}"
        yield found("leg_removed", LEG, row_id, was[2], sentence, entry=entry.pk, position=position)


def check_strays(community_id: int) -> Iterator[Finding]:
    """Legs of the community whose entry does not exist."""
    strays = Leg.objects.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))), community_id=community_id)
    for row_id, entry_id, amount in strays.order_by("id").values_list("id", "entry_id", "amount_minor"):
        sentence = _("Leg %(row)s, of %(amount)s minor units, belongs to entry %(entry)s, which is not there.")
        yield found("leg_stray", LEG, row_id, amount, sentence, entry=entry_id)


def _is_at_home(row: LegRow, entry: Entry) -> bool:
    return {row.community_id, row.account_community_id} == {entry.community_id} and row.currency == entry.currency
