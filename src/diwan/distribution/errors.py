from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class DistributionError(DiwanError):
    """Base of everything this room refuses."""


class NoSuchPlan(DistributionError):
    sentence = _("There is no such plan in this community.")


class BadPlan(DistributionError):
    sentence = _("The plan cannot be used: %(reason)s.")


class NoPlanYet(DistributionError):
    sentence = _("No plan applies to %(period)s. Adopt one before the month is opened.")


class PlanTooLate(DistributionError):
    sentence = _("A plan applies only to months that have not begun. %(period)s has: choose a later month.")


class NoSuchPeriod(DistributionError):
    sentence = _("The month %(period)s was not opened in this community.")


class PeriodOutOfOrder(DistributionError):
    sentence = _("Months are closed in order: %(period)s comes first.")


class PeriodNotOver(DistributionError):
    sentence = _("%(period)s is not over yet. It can be closed from the first day of the next month.")


class AlreadyFrozen(DistributionError):
    sentence = _("%(period)s is frozen: what comes now counts in the next month.")


class AlreadyPublished(DistributionError):
    sentence = _("The close of %(period)s was published. It is corrected by new entries, never taken back.")


class NotPublishedYet(DistributionError):
    sentence = _("The close of %(period)s is not published yet.")


class CloseStopped(DistributionError):
    """Fail closed: a pair assertion does not hold. Everything stays as it was; the sentence says what is wrong."""

    sentence = _("The close of %(period)s stopped and nothing was paid: %(reason)s")


class NotYourStatement(DistributionError):
    """A foreign statement answers exactly like a missing one."""

    sentence = _("There is no statement here for you.")


class NoSuchLine(DistributionError):
    sentence = _("The plan of this month has no line called “%(line)s”.")


class WindowClosed(DistributionError):
    sentence = _("The time for objections to %(period)s has passed.")


class WindowNotOpen(DistributionError):
    sentence = _("Objections to %(period)s open when its close is published.")


class NoSuchObjection(DistributionError):
    sentence = _("There is no such objection in this community.")


class AlreadyDecided(DistributionError):
    sentence = _("This objection was already decided.")


class TookPart(DistributionError):
    sentence = _(
        "An objection is decided by two people who took no part: neither the one who objects, nor the one "
        "whose share it is, nor the one who closed the month."
    )


class BadCorrection(DistributionError):
    sentence = _("A correction is an amount above zero, and only an accepted objection has one.")


class UnknownPool(DistributionError):
    sentence = _("The plan of %(period)s shares no pool “%(pool)s” by claims.")
