"""The money of a booking: parts are released or returned, and the core's held order follows, to the unit."""

from datetime import datetime
from uuid import UUID

from diwan.commerce.actions.release_held import release_held, return_held
from diwan.commerce.models.order import Order
from diwan.commerce.services.enums import PartStatus, StepKind
from diwan.commerce.services.models import Booking, Part, Step


def release_part(*, booking: Booking, part: Part, at: datetime) -> int:
    """Hand a part's held money to the provider; give how much (minor units)."""
    order = follow_refunds(booking=booking, at=at)
    part.refresh_from_db()
    amount = part.held_minor
    part.released_minor += amount
    part.status, part.accepts_at = PartStatus.ACCEPTED, None
    part.save(update_fields=["released_minor", "status", "accepts_at"])
    if amount:
        release_held(order=order, amount_minor=amount, at=at, to=booking.provider.party_id)
    return amount


def share_out(*, booking: Booking, released_minor: int, by: UUID, reason: str, status: PartStatus, at: datetime) -> int:
    """Release so much of all held money, first parts first, and return the rest; give what was returned."""
    order = follow_refunds(booking=booking, at=at)
    returned, left = 0, released_minor
    for part in booking.parts.exclude(status=PartStatus.ACCEPTED).order_by("position"):
        held = part.held_minor
        given = min(held, left)
        left -= given
        returned += held - given
        part.released_minor += given
        part.returned_minor += held - given
        part.status, part.accepts_at = status, None
        part.save(update_fields=["released_minor", "returned_minor", "status", "accepts_at"])
    if released_minor > left:
        release_held(order=order, amount_minor=released_minor - left, at=at, to=booking.provider.party_id)
    if returned:
        return_held(order=order, amount_minor=returned, at=at, by=by, reason=reason)
    return returned


def held_of(*, booking: Booking, at: datetime) -> int:
    """Minor units that are still held for this booking, after whatever a treasurer paid back."""
    follow_refunds(booking=booking, at=at)
    return sum(part.held_minor for part in booking.parts.all())


def follow_refunds(*, booking: Booking, at: datetime) -> Order:
    """Take over what a treasurer paid back at the till, the last parts first; give the order as it stands."""
    order = booking.order
    if order is None:
        raise RuntimeError("money moves only for a booking that was ordered")
    order.refresh_from_db()
    parts = list(booking.parts.order_by("-position"))
    gone = sum(part.held_minor for part in parts) - order.held_minor
    if gone <= 0:
        return order
    left = gone
    for part in parts:
        taken = min(part.held_minor, left)
        left -= taken
        part.returned_minor += taken
        part.save(update_fields=["returned_minor"])
    Step.objects.create(booking=booking, kind=StepKind.REFUNDED, by=None, at=at, returned_minor=gone)
    return order
