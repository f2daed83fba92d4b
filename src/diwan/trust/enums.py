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
    """What a decision does: a ladder, each step heavier. From HIDE on the object is hidden as well."""

    DISMISS = "dismiss", _("Leave it as it is")
    NOTE = "note", _("A friendly word to its author")
    WARN = "warn", _("A warning that counts")
    HIDE = "hide", _("Hide it")
    LIMIT = "limit", _("Hide it; what its author writes waits for a moderator")
    SUSPEND = "suspend", _("Hide it and suspend its author")
    REMOVE = "remove", _("Hide it and remove its author from the community")


class Code(TextChoices):
    """The published reasons of a decision: every decision but leaving it names the one it rests on."""

    NONE = "", _("None of them")
    ADVERTISING = "advertising", _("Advertising, or a link for gain, that is not called so")
    FRAUD = "fraud", _("Tricking people out of money or access")
    HARM = "harm", _("Insult, threat, or pursuing somebody")
    HATRED = "hatred", _("Contempt for people because of what they are")
    COPYING = "copying", _("Somebody else's work as one's own, or without leave")
    EXPOSURE = "exposure", _("Private things about somebody, without their leave")
    DANGER = "danger", _("Advice that can do harm")
    IMPERSONATION = "imitation", _("Passing for somebody else")
    TRADING = "trading", _("Marks exchanged for their own sake")
    FLOODING = "flooding", _("The same thing again and again")
    ELSEWHERE = "elsewhere", _("In the wrong place")


class SanctionKind(TextChoices):
    LIMIT = "limit", _("Limited")
    SUSPENSION = "suspension", _("Suspension")
    REMOVAL = "removal", _("Removed")


class AppealOutcome(TextChoices):
    WAITING = "", _("Waiting for a decision")
    CONFIRMED = "confirmed", _("The decision stands")
    OVERTURNED = "overturned", _("The decision is undone")


class Rule(TextChoices):
    """What happens by itself. Each holds a text until a person has looked; none deletes."""

    NONE = "", _("A member's report")
    LINKS = "links", _("A link from somebody new")
    FLOOD = "flood", _("Too much in a short time")
    DUPLICATE = "duplicate", _("The same words in several places")
    MENTIONS = "mentions", _("Too many people called at once")
    PATTERN = "pattern", _("Words that moderators asked to see first")
    LIMITED = "limited", _("Its author's texts wait for a moderator")


class ProposalStatus(TextChoices):
    WAITING = "waiting", _("Waits for a second person")
    CARRIED = "carried", _("Carried out")
    DECLINED = "declined", _("Declined")


class Shape(TextChoices):
    """What a detector saw. A shape is a reason to look, never a finding of guilt."""

    RING = "ring", _("A circle that marks itself")
    FOLLOWING = "following", _("Accounts that mark one person alone")
