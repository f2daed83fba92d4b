"""A garden where Samer diagnoses plants, Layla buys, and Salma is a steward."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from diwan.commerce import public as commerce
from diwan.people import public as people

from .conftest import AT, Till, someone

services = commerce.services
DAY = timedelta(days=1)
KEYS = count(1)


def key() -> str:
    return f"key-{next(KEYS)}"


class Bench:
    """The till of a garden with a provider and two stewards."""

    def __init__(self, till: Till) -> None:
        self.till, self.community = till, till.community
        slug = till.community.slug
        self.samer = till.join(f"{slug}-samer")
        self.salma = till.join(f"{slug}-salma")
        self.nour = till.join(f"{slug}-nour")
        for member in (self.salma, self.nour):
            people.grant_role(membership=member, role="steward", by=till.owner, at=AT)

    def service(self, *prices: int, days: int = 1, rework: int = 1, minutes: int = 0) -> int:
        parts = [services.PartSpec(f"Part {n}", price, days) for n, price in enumerate(prices or (1_200,), 1)]
        spec = services.ServiceSpec(
            title="Plant illness, diagnosed", body="Send **three** photos.", parts=parts, rework_count=rework,
            appointment_minutes=minutes, question="Which plant?",
        )  # fmt: skip
        return services.offer_service(community_id=self.community.pk, spec=spec, by=self.samer.party_id, at=AT)

    def book(self, service_id: int, at: datetime = AT, who: people.Membership | None = None, **more: object) -> int:
        facts = {"method": "bank", "wish": "A lemon", "key": key(), **more}
        by = (who or self.till.layla).party_id
        return services.book_service(service_id=service_id, by=by, at=at, **facts)

    def pay(self, booking_id: int, at: datetime = AT) -> None:
        order = self.order(booking_id)
        self.till.approve(order, order.outstanding_minor, at=at)

    def order(self, booking_id: int) -> commerce.OrderView:
        view = self.see(booking_id)
        return commerce.get_order(order_id=view.order_id, viewer=self.till.treasurer.party_id)

    def paid(self, *prices: int, at: datetime = AT, **more: int) -> int:
        booking = self.book(self.service(*prices, **more), at)
        self.pay(booking, at)
        return booking

    def deliver(self, booking_id: int, at: datetime = AT + DAY / 2, **more: object) -> None:
        services.deliver(booking_id=booking_id, text="Water less.", by=self.samer.party_id, at=at, key=key(), **more)

    def accept(self, booking_id: int, at: datetime = AT + DAY) -> None:
        services.accept(booking_id=booking_id, by=self.till.layla.party_id, at=at, key=key())

    def dispute(self, booking_id: int, at: datetime = AT + 4 * DAY) -> None:
        services.open_dispute(
            booking_id=booking_id,
            reason="late",
            text="It came too late.",
            by=self.till.layla.party_id,
            at=at,
            key=key(),
        )

    def decide(
        self, booking_id: int, released_minor: int, by: people.Membership | None = None, at: datetime = AT + 5 * DAY
    ) -> None:
        services.decide_dispute(
            booking_id=booking_id, released_minor=released_minor, reason="late", text="Both have a point.",
            by=(by or self.salma).party_id, at=at, key=key(),
        )  # fmt: skip

    def see(self, booking_id: int, who: people.Membership | None = None, at: datetime = AT) -> services.BookingView:
        viewer = (who or self.till.layla).party_id
        return services.get_booking(booking_id=booking_id, viewer=viewer, at=at)

    def told(self, who: people.Membership) -> list[str]:
        return [notice.kind for notice in people.list_notices(membership_id=who.pk)]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def refused(error: type[Exception], deed: Callable[..., object], *args: object, **facts: object) -> bool:
    """Whether this and nothing else is raised."""
    try:
        deed(*args, **facts)
    except error:
        return True
    return False


__all__ = ["AT", "DAY", "Bench", "key", "refused", "services", "someone", "utc"]
