from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Why somebody reports something."""

    SPAM = "spam", _("Spam or advertising")
    SCAM = "scam", _("Fraud or a trick")
    ABUSE = "abuse", _("Insult, threat or harassment")
    COPIED = "copied", _("Somebody else's work")
    PRIVACY = "privacy", _("Shows private things about somebody")
    FALSE = "false", _("Dangerous or false advice")
    OTHER = "other", _("Something else")


class ReportStatus(TextChoices):
    OPEN = "open", _("Open")
    DISMISSED = "dismissed", _("Dismissed")
    UPHELD = "upheld", _("Upheld")


class Outcome(TextChoices):
    """What a decision does. Suspending hides the object as well."""

    DISMISS = "dismiss", _("Leave it as it is")
    HIDE = "hide", _("Hide it")
    SUSPEND = "suspend", _("Hide it and suspend its author")


class SanctionKind(TextChoices):
    SUSPENSION = "suspension", _("Suspension")


class AppealOutcome(TextChoices):
    WAITING = "", _("Waiting for a decision")
    CONFIRMED = "confirmed", _("The decision stands")
    OVERTURNED = "overturned", _("The decision is undone")
