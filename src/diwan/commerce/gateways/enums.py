from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mode(TextChoices):
    """Whether an account moves play money or real money. What was made in one mode is never settled in the other."""

    TEST = "test", _("Test: play money")
    LIVE = "live", _("Live: real money")


class Every(TextChoices):
    """How often the provider itself collects again."""

    ONCE = "once", _("Once")
    MONTH = "month", _("Every month")
    YEAR = "year", _("Every year")


class PaymentState(TextChoices):
    """What the provider says of a payment. Only PAID is money; everything else is a wish."""

    WAITING = "waiting", _("Not paid yet")
    PAID = "paid", _("Paid")
    FAILED = "failed", _("Not paid")


class RefundState(TextChoices):
    WAITING = "waiting", _("Asked for")
    DONE = "done", _("Given back")
    FAILED = "failed", _("Not given back")


class DisputeState(TextChoices):
    OPEN = "open", _("Being decided")
    WON = "won", _("Decided for us")
    LOST = "lost", _("Decided for the payer")


class PayoutState(TextChoices):
    WAITING = "waiting", _("On its way to the bank")
    ARRIVED = "arrived", _("Arrived at the bank")
    FAILED = "failed", _("Sent back by the bank")


class SubscriptionState(TextChoices):
    ACTIVE = "active", _("Running")
    PAST_DUE = "past_due", _("Last payment failed")
    ENDED = "ended", _("Ended")


class CheckoutState(TextChoices):
    OPEN = "open", _("Waiting for the payer")
    PAID = "paid", _("Paid")
    FAILED = "failed", _("Not paid")
    ASIDE = "aside", _("Needs a person")


class EventState(TextChoices):
    """What became of an event: it had an effect, it changed nothing, or it is of a kind nobody here knows."""

    DONE = "done", _("Taken in")
    NOTHING = "nothing", _("Changed nothing")
    UNKNOWN = "unknown", _("Kept, not understood")


class Subject(TextChoices):
    """What an event is about: the thing that is then asked for by its id."""

    PAYMENT = "payment", _("Payment")
    SUBSCRIPTION = "subscription", _("Subscription")
    PAYOUT = "payout", _("Payout")
    OTHER = "other", _("Other")
