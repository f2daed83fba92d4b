"""What the Book of Money holds about one booking: the same lines for buyer, provider and steward."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from diwan.commerce.models.receipt import Receipt
from diwan.commerce.services import rules
from diwan.ledger import public as ledger


@dataclass(frozen=True, slots=True)
class BookLine:
    """One entry: its number in the journal, and its sum (minor units)."""

    number: int
    kind: str
    day: date
    amount_minor: int


def book_lines(*, booking_id: int, viewer: UUID) -> list[BookLine]:
    """The entries of the booking's order and receipts, in their order. Raises NoSuchBooking."""
    booking, _who = rules.visible_booking(booking_id=booking_id, viewer=viewer)
    if booking.order_id is None:
        return []
    receipts = Receipt.objects.filter(order=booking.order_id).values_list("pk", flat=True)
    refs = [f"order:{booking.order_id}", *(f"receipt:{pk}" for pk in receipts)]
    found = [entry for ref in refs for entry in ledger.list_entries(community_id=booking.community_id, source_ref=ref)]
    return [
        BookLine(
            number=entry.number,
            kind=entry.kind,
            day=entry.effective_date,
            amount_minor=sum(leg.amount_minor for leg in entry.legs if leg.side == "debit"),
        )
        for entry in sorted(found, key=lambda one: one.number)
    ]
