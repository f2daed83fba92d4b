from django.db import models

from diwan.commerce.models.order import Order
from diwan.commerce.tickets.enums import SaleStatus, TicketStatus
from diwan.commerce.tickets.models.event import Event, Tier
from diwan.people.public import Community, Membership


class Sale(models.Model):
    """Some tickets of one kind, ordered together."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="sales")
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="sales")
    buyer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, related_name="ticket_sale")
    quantity = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=SaleStatus.choices, default=SaleStatus.AWAITING)
    placed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["community", "status"], name="ticket_sale_queue"),
            models.Index(fields=["buyer", "-placed_at"], name="ticket_sale_mine"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity}"


class Ticket(models.Model):
    """One place, one code. `used_at` is written once, by whoever lets its holder in."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="tickets")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=10)
    status = models.CharField(max_length=8, choices=TicketStatus.choices, default=TicketStatus.VALID)
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("sale", "number")
        constraints = [
            models.UniqueConstraint(fields=["community", "code"], name="ticket_code"),
            models.UniqueConstraint(fields=["sale", "number"], name="ticket_number"),
            models.CheckConstraint(
                condition=models.Q(status=TicketStatus.USED, used_at__isnull=False)
                | ~models.Q(status=TicketStatus.USED) & models.Q(used_at=None),
                name="ticket_used_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sale_id}/{self.number}"
