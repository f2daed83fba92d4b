from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SaleStatus(TextChoices):
    AWAITING = "awaiting", _("Waiting for payment")
    PAID = "paid", _("Paid")
    LAPSED = "lapsed", _("Not paid, let go")
    RETURNED = "returned", _("Money returned")


class TicketStatus(TextChoices):
    VALID = "valid", _("Valid")
    USED = "used", _("Used")
    RETURNED = "returned", _("Returned")
