from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MethodKind(TextChoices):
    BANK = "bank", _("Bank transfer")
    WALLET = "wallet", _("Wallet")
    CASH = "cash", _("Cash")
    PAYPAL = "paypal", _("PayPal")
    STRIPE = "stripe", _("Stripe account")


class PaidFrom(TextChoices):
    """Where the community takes the money from."""

    BANK = "bank", _("Bank transfer")
    WALLET = "wallet", _("Wallet")
    CASH = "cash", _("Cash")
    ONLINE = "online", _("Online provider")


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
    METHOD_ON_HOLD = "method_on_hold", _("Named a new destination lately; waiting")
    YEAR_LIMIT = "year_limit", _("Has reached the limit of the year; carried to the next")
    NOT_A_MEMBER = "not_a_member", _("Not a member of the community")


class StatementFormat(TextChoices):
    CSV = "csv", _("CSV table")
    CAMT053 = "camt.053", _("ISO 20022 statement (camt.053)")
    PAIN002 = "pain.002", _("ISO 20022 status report (pain.002)")


class StatementEffect(TextChoices):
    """What a line of a bank statement says of one of our payments."""

    CONFIRMS = "confirms", _("The bank paid it")
    RETURNS = "returns", _("It came back")
    KNOWN = "known", _("Already known")
    DIFFERS = "differs", _("Does not agree; look at it")
