"""Who may open the addresses of services.

Layla (the author) bought from Nour (the member), it came late, she disputes: of the team the owner and the steward may
see it, the treasurer not. A second booking of hers runs without a dispute: nobody but the two sees it.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from diwan.commerce import public as commerce

from ..rights import AUTHOR, MEMBERS, MODERATORS, OWNER, REFUSED, SHOWN, Rights, row

services = commerce.services
SERVICE, DISPUTED, RUNNING = {"service_id": "service"}, {"booking_id": "disputed"}, {"booking_id": "running"}
MEMBER = frozenset({"member"})
NO_PARTY = MEMBERS - AUTHOR - MEMBER

COMMUNITY: dict[str, Rights] = {
    "services": row(MEMBERS, SHOWN),
    "service": row(MEMBERS, SHOWN, **SERVICE),
    "booking_placement": row(MEMBERS, post=REFUSED, **SERVICE),
    "new_service": row(MEMBERS, SHOWN, REFUSED),
    "edit_service": row(MEMBERS, SHOWN, REFUSED, not_theirs=MEMBERS - MEMBER, **SERVICE),
    "service_hours": row(MEMBERS, SHOWN, REFUSED),
    "bookings": row(MEMBERS, SHOWN),
    "booking": row(MEMBERS, SHOWN, not_theirs=frozenset({"treasurer"}), **DISPUTED),
    "booking_file": row(MEMBERS, SHOWN, not_theirs=NO_PARTY, file_id="file", **RUNNING),
    "booking_delivery": row(MEMBERS, SHOWN, REFUSED, not_theirs=MEMBERS - MEMBER, **RUNNING),
    "booking_surrender": row(MEMBERS, SHOWN, REFUSED, not_theirs=MEMBERS - MEMBER, **RUNNING),
    "booking_answer": row(MEMBERS, SHOWN, REFUSED, not_theirs=MEMBERS - MEMBER, **RUNNING),
    "booking_rework": row(MEMBERS, SHOWN, REFUSED, not_theirs=MEMBERS - AUTHOR, **RUNNING),
    "booking_acceptance": row(MEMBERS, SHOWN, REFUSED, not_theirs=MEMBERS - AUTHOR, **RUNNING),
    "booking_review": row(MEMBERS, SHOWN, REFUSED, not_theirs=MEMBERS - AUTHOR, **RUNNING),
    "booking_dispute": row(MEMBERS, SHOWN, REFUSED, not_theirs=NO_PARTY, **RUNNING),
    "service_disputes": row(MODERATORS, SHOWN),
    "service_decision": row(MODERATORS, SHOWN, REFUSED, **DISPUTED),
    "service_agreement": row(MODERATORS, SHOWN, REFUSED, **DISPUTED),
    "service_refusal": row(MODERATORS, SHOWN, REFUSED, **DISPUTED),
    "service_terms": row(OWNER, SHOWN, REFUSED),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """`place.objects["name"] = id`, through the rooms' doors only."""
    at = datetime.now(UTC) - timedelta(minutes=3)
    nour, layla, owner = place.member("nour"), place.member("layla"), place.member("owner")
    spec = services.ServiceSpec(
        title=f"Advice of the {place.slug}", body="Ask me.", parts=[services.PartSpec("", 900_000, 1)]
    )
    service = services.offer_service(community_id=place.community.pk, spec=spec, by=nour.party_id, at=at)
    running, disputed = (_sold(place, service, name, at) for name in ("running", "disputed"))
    services.deliver(
        booking_id=running,
        text="Here",
        by=nour.party_id,
        at=at,
        key="running",
        sent=[("a.txt", b"Secret of the garden")],
    )
    step = services.get_booking(booking_id=running, viewer=layla.party_id, at=at).steps[-1]
    services.open_dispute(booking_id=disputed, reason="late", text="Late", by=layla.party_id, at=at, key=f"d{disputed}")
    services.decide_dispute(
        booking_id=disputed, released_minor=1, reason="late", text="So", by=owner.party_id, at=at, key=f"p{disputed}"
    )
    place.objects |= {"service": service, "running": running, "disputed": disputed, "file": step.files[0].id}


def _sold(place: Any, service: int, name: str, at: datetime) -> int:
    layla, owner = place.member("layla").party_id, place.member("owner").party_id
    booking = services.book_service(service_id=service, method="bank", by=layla, at=at, key=name)
    order = services.get_booking(booking_id=booking, viewer=layla, at=at).order_id
    commerce.approve_payment(order_id=order, amount_minor=900_000, by=owner, at=at, key=f"service-{name}")
    return booking
