from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NeedKind(TextChoices):
    """What waits for a person, the most pressing first."""

    CLOSE_OVERDUE = "close_overdue", _("A month is over and not closed")
    OBJECTION = "objection", _("Objections wait for a verdict")
    RECEIPT = "receipt", _("Receipts wait to be checked")
    BATCH = "batch", _("A payout batch waits for approval")
    TO_SEND = "to_send", _("Approved payouts wait to be sent")
    REPORT = "report", _("Reports wait for a moderator")
    TO_PUBLISH = "to_publish", _("A close waits to be published")
    TO_POST = "to_post", _("A close can be posted")
    TO_PAY = "to_pay", _("Members can be paid")
    UNANSWERED = "unanswered", _("Questions without an answer")
    ENDING = "ending", _("Memberships end this week")
    NO_TILL = "no_till", _("Members have no way to pay")
