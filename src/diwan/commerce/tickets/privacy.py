"""Tickets: who bought how many for what, and when they came in."""

from diwan.commerce.tickets.models import Event, Sale, Ticket, Tier
from diwan.kernel.privacy import Erasure, Purpose, rows

MONEY = Purpose.MONEY
rows(
    Event, MONEY, Erasure.OURS, link="made_by_id",
    plain="id community_id title_ar title_en about place starts_at ends_at capacity taken_count sales_from sales_until "
    "tax_bp made_at changed_count cancelled_at reason settled_at",
)  # fmt: skip
rows(Tier, MONEY, Erasure.OURS, plain="id event_id position name_ar name_en price_minor most_count")
rows(
    Sale, MONEY, Erasure.NUMBERED, member="buyer", seen="quantity status placed_at event_id tier_id",
    link="buyer_id order_id", plain="id community_id",
)  # fmt: skip
rows(
    Ticket, MONEY, Erasure.NUMBERED, member="sale__buyer", seen="number code status used_at", link="sale_id used_by_id",
    plain="id community_id",
)  # fmt: skip
