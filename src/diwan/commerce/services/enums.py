from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BookingStatus(TextChoices):
    AWAITING = "awaiting", _("Waiting for payment")
    RUNNING = "running", _("Under way")
    DISPUTED = "disputed", _("Disputed")
    DONE = "done", _("Finished")
    DECIDED = "decided", _("Decided")
    GIVEN_UP = "given_up", _("Given up, money returned")
    LAPSED = "lapsed", _("Not paid, let go")


REVIEWABLE = (BookingStatus.DONE, BookingStatus.DECIDED, BookingStatus.GIVEN_UP)


class PartStatus(TextChoices):
    """How a part of a booking (a milestone) stands."""

    PLANNED = "planned", _("Not begun")
    WORKING = "working", _("Being worked on")
    DELIVERED = "delivered", _("Delivered")
    ACCEPTED = "accepted", _("Accepted")
    SETTLED = "settled", _("Settled by decision")
    RETURNED = "returned", _("Money returned")


class StepKind(TextChoices):
    """What can happen in the story of a booking."""

    BOOKED = "booked", _("Booked")
    PAID = "paid", _("Paid; the money is held")
    DELIVERED = "delivered", _("Delivered")
    REWORK = "rework", _("Asked for changes")
    ACCEPTED = "accepted", _("Accepted")
    TERM_ENDED = "term_ended", _("Accepted because the term ended")
    DISPUTED = "disputed", _("Disputed")
    PROPOSED = "proposed", _("A decision was proposed")
    DECLINED = "declined", _("The proposal was not agreed to")
    DECIDED = "decided", _("Decided")
    GIVEN_UP = "given_up", _("Given up; all held money goes back")
    LAPSED = "lapsed", _("Let go, because it was not paid")
    REFUNDED = "refunded", _("Paid back by the treasurer")
    REVIEWED = "reviewed", _("Reviewed")
    ANSWERED = "answered", _("Answered the review")


class DisputeReason(TextChoices):
    """What a dispute, and a decision about it, rests on."""

    MISSING = "missing", _("Nothing was delivered")
    LATE = "late", _("It came too late")
    OTHERWISE = "otherwise", _("It is not what was described")
    POOR = "poor", _("It is not usable as it is")
    SILENT = "silent", _("The other side does not answer")
    FULFILLED = "fulfilled", _("The work was done as agreed")
    AGREED = "agreed", _("Both sides agreed on it")
