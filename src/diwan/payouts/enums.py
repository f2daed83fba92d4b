from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MethodKind(TextChoices):
    BANK = "bank", _("Bank transfer")
    WALLET = "wallet", _("Wallet")
    CASH = "cash", _("Cash")
    PAYPAL = "paypal", _("PayPal")


class PaidFrom(TextChoices):
    """Where the community takes the money from."""

    BANK = "bank", _("Bank transfer")
    WALLET = "wallet", _("Wallet")
    CASH = "cash", _("Cash")


class BatchStatus(TextChoices):
    DRAFT = "draft", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    CANCELLED = "cancelled", _("Cancelled")


class PayoutStatus(TextChoices):
    DRAFTED = "drafted", _("Waiting for approval")
    APPROVED = "approved", _("To be sent")
    SENT = "sent", _("Sent")
    CONFIRMED = "confirmed", _("Arrived")
    FAILED = "failed", _("Not sent; back on the balance")
    RETURNED = "returned", _("Came back; on the balance again")
    CANCELLED = "cancelled", _("Cancelled")


class Obstacle(TextChoices):
    """Why a balance is not paid out now."""

    NONE = "", _("Can be paid")
    BELOW_MINIMUM = "below_minimum", _("Below the minimum; carried to the next time")
    NO_METHOD = "no_method", _("Has not said where to pay")
    METHOD_ON_HOLD = "method_on_hold", _("Changed the destination lately; waiting")
    NOT_A_MEMBER = "not_a_member", _("Not a member of the community")
