from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PostKind(TextChoices):
    DISCUSSION = "discussion", _("Discussion")
    QUESTION = "question", _("Question")
    GUIDE = "guide", _("Guide")


class TextStatus(TextChoices):
    """Where a post or comment stands. Deleted ones keep their row; hidden ones follow a steward's decision."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    DELETED = "deleted", _("Deleted")
    HIDDEN = "hidden", _("Hidden")


class Evidence(TextChoices):
    """Reactions are evidence in words, not applause."""

    HELPED_ME = "helped_me", _("Helped me")
    TRIED_WORKED = "tried_worked", _("Tried it, worked")
    SAME_HERE = "same_here", _("Same here")
    DID_NOT_WORK = "did_not_work", _("Did not work")


class Tone(TextChoices):
    """The pigment a space is marked with."""

    ZINJAR = "zinjar", _("Verdigris")
    ZAFARAN = "zafaran", _("Saffron")
    LAZURD = "lazurd", _("Lapis")
    ZINJAFR = "zinjafr", _("Vermilion")
    ARGWAN = "argwan", _("Mulberry")
    STONE = "stone", _("Stone")


class FeedOrder(TextChoices):
    USEFUL = "useful", _("Most useful")
    NEWEST = "newest", _("Newest")
    UNANSWERED = "unanswered", _("Unanswered")


class Promotion(TextChoices):
    """Who pays for a post, when somebody does; nothing for all others."""

    SPONSORED = "sponsored", _("Sponsored")
    AFFILIATE = "affiliate", _("Affiliate links")


class Answer(TextChoices):
    """What somebody asked to be a co-author said."""

    WAITING = "waiting", _("No answer yet")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class ItemStage(TextChoices):
    """Where an item of the editorial calendar stands, in the order it is worked through."""

    IDEA = "idea", _("Idea")
    ASSIGNED = "assigned", _("Assigned")
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", _("Ready")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    DROPPED = "dropped", _("Dropped")


class RemarkKind(TextChoices):
    """What a remark under an item is: a word, or the reason of a step."""

    NOTE = "note", _("Note")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
