from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IncomeKind(TextChoices):
    """The two kinds of income that promotion earns, by their names in plans."""

    SPONSOR = "sponsor", _("Sponsors")
    AFFILIATE = "affiliate", _("Affiliate commissions")


class Till(TextChoices):
    """Where the money came in: the names of asset accounts."""

    BANK = "bank", _("Bank transfer")
    WALLET = "wallet", _("Wallet")
    CASH = "cash", _("Cash")


class EarningStatus(TextChoices):
    """A month's part of an income: planned → closed with its month; or withdrawn by a refund."""

    PLANNED = "planned", _("Not yet earned")
    CLOSED = "closed", _("Earned, month closed")
    WITHDRAWN = "withdrawn", _("Taken back")


class CampaignStatus(TextChoices):
    DRAFT = "draft", _("Being discussed")
    AGREED = "agreed", _("Agreed")
    ENDED = "ended", _("Ended early")
    CANCELLED = "cancelled", _("Called off")


class Sight(TextChoices):
    VIEW = "view", _("Seen")
    CLICK = "click", _("Followed")


class Verdict(TextChoices):
    """What became of a sighting: counted, or removed and why."""

    COUNTED = "counted", _("Counted")
    BOT = "bot", _("A machine")
    TEAM = "team", _("The community’s own team")


class CommissionStatus(TextChoices):
    """pending: the network may still take it back · confirmed: owed to us · paid: money arrived · reversed."""

    PENDING = "pending", _("Held by the network")
    CONFIRMED = "confirmed", _("Confirmed, not yet paid")
    PAID = "paid", _("Paid")
    REVERSED = "reversed", _("Reversed")


class Column(TextChoices):
    """What an import must find in a network's file."""

    REFERENCE = "reference", _("Number of the sale")
    CODE = "code", _("Our link code")
    DATE = "date", _("Day of the sale")
    AMOUNT = "amount", _("Commission")
    STATUS = "status", _("Status")
