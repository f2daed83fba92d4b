"""Who may open the addresses of tickets. The codes of Layla's ticket are hers; the door is for owners and stewards."""

from datetime import UTC, datetime, timedelta
from typing import Any

from diwan.commerce import public as commerce

from ..rights import MEMBERS, MODERATORS, REFUSED, SHOWN, Rights, row

tickets = commerce.tickets
EVENT = {"event_id": "event"}
COMMUNITY: dict[str, Rights] = {
    "events": row(MEMBERS, SHOWN),
    "event": row(MEMBERS, SHOWN, **EVENT),
    "event_file": row(MEMBERS, SHOWN, **EVENT),
    "ticket_sale": row(MEMBERS, post=REFUSED, **EVENT),
    "own_tickets": row(MEMBERS, SHOWN),
    "new_event": row(MODERATORS, SHOWN, REFUSED),
    "edit_event": row(MODERATORS, SHOWN, REFUSED, **EVENT),
    "event_cancellation": row(MODERATORS, SHOWN, REFUSED, **EVENT),
    "door": row(MODERATORS, SHOWN),
    "ticket_check": row(MODERATORS, SHOWN, REFUSED, token="ticket"),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """`place.objects["name"] = id`, through the rooms' doors only."""
    at = datetime.now(UTC) - timedelta(minutes=3)
    begins, scope = at + timedelta(days=9), place.community.pk
    spec = tickets.EventSpec(
        title_ar="ورشة", title_en=f"Workshop of the {place.slug}", place="The roof", starts_at=begins,
        ends_at=begins + timedelta(hours=2), capacity=9, sales_from=at, sales_until=begins,
    )  # fmt: skip
    by = place.member("owner").party_id
    tiers = [tickets.TierSpec("ضيف", "Guest", 0)]
    event = tickets.plan_event(community_id=scope, spec=spec, tiers=tiers, by=by, at=at)
    tier = tickets.get_event(event_id=event, community_id=scope, at=at).tiers[0].id
    layla = place.member("layla").party_id
    tickets.buy_tickets(tier_id=tier, quantity=1, method="", by=layla, at=at, key="ticket")
    (sale,) = tickets.list_own_tickets(community_id=scope, party=layla, at=at)
    place.objects |= {"event": event, "ticket": sale.tickets[0].token}
