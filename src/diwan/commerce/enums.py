from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Interval(TextChoices):
    FREE = "free", _("Free")
    ONCE = "once", _("Once")
    MONTH = "month", _("Every month")
    YEAR = "year", _("Every year")


class Till(TextChoices):
    """Where money arrives: three tills kept by hand, and what a payment provider collects."""

    BANK = "bank", _("Bank transfer")
    WALLET = "wallet", _("Wallet")
    CASH = "cash", _("Cash")
    ONLINE = "online", _("Online payment")


BY_HAND = (Till.BANK, Till.WALLET, Till.CASH)
"""The tills a person keeps; the online one is written by providers only."""
BY_HAND_CHOICES = [(one.value, one.label) for one in BY_HAND]


class PaidFrom(TextChoices):
    """What a payment was made of: money at one of the tills, or the payer's own earlier over-payment."""

    BANK = "bank", _("Bank transfer")
    WALLET = "wallet", _("Wallet")
    CASH = "cash", _("Cash")
    ONLINE = "online", _("Online payment")
    CREDIT = "credit", _("Credit from an earlier payment")


class OrderStatus(TextChoices):
    AWAITING = "awaiting", _("Awaiting payment")
    REVIEW = "review", _("Being checked")
    PART_PAID = "part_paid", _("Partly paid")
    PAID = "paid", _("Paid")
    REJECTED = "rejected", _("Receipt not accepted")
    CANCELLED = "cancelled", _("Cancelled")
    REFUNDED = "refunded", _("Refunded")


OPEN = (OrderStatus.AWAITING, OrderStatus.REVIEW, OrderStatus.PART_PAID, OrderStatus.REJECTED)


class SubscriptionStatus(TextChoices):
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")
    REFUNDED = "refunded", _("Refunded")


class EarningStatus(TextChoices):
    """A month's part of a receipt: planned → booked in the books → closed with its month; or withdrawn by a refund.

    A paused term's months that have not begun are resting."""

    PLANNED = "planned", _("Not yet earned")
    RESTING = "resting", _("Paused")
    BOOKED = "booked", _("Earned")
    CLOSED = "closed", _("Earned, month closed")
    WITHDRAWN = "withdrawn", _("Taken back")


class IncomeKind(TextChoices):
    MEMBERSHIP = "membership", _("Memberships")
    SERVICE = "service", _("Services")
    PRODUCT = "product", _("Products")
    COURSE = "course", _("Courses")
    TICKET = "ticket", _("Tickets")
    TIP = "tip", _("Tips")
    SPONSOR = "sponsor", _("Sponsors")
    AD = "ad", _("Advertisements")
    AFFILIATE = "affiliate", _("Affiliate commissions")
    JOB_AD = "job_ad", _("Job advertisements")
    SALE = "sale", _("Sales")
