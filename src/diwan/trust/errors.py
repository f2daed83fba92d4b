from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class TrustError(DiwanError):
    """Base of everything this room refuses."""


class NotAllowed(TrustError):
    sentence = _("You may not decide this.")


class NoSuchReport(TrustError):
    sentence = _("There is no such report here.")


class AlreadyDecided(TrustError):
    sentence = _("Somebody has decided this already. Reload the page to see how.")


class ReasonMissing(TrustError):
    sentence = _("Say why, in words that the person concerned can understand.")


class NobodyToSuspend(TrustError):
    sentence = _("Nobody can be suspended here: the report names no member, or the member is not active any more.")


class BadTerm(TrustError):
    sentence = _("A suspension must end after it begins.")


class NoSuchSanction(TrustError):
    sentence = _("There is no such suspension here, or it is over.")


class NoSuchDecision(TrustError):
    sentence = _("There is no such decision here.")


class NoSuchAppeal(TrustError):
    sentence = _("There is no such appeal here.")


class NeedsAnotherPerson(TrustError):
    sentence = _(
        "Whoever made a decision, or is part of it, cannot decide about it. "
        "Ask another owner or steward, or name a second one."
    )


class NoSuchWords(TrustError):
    sentence = _("There are no such words here, or they were taken off already.")


class WordsMissing(TrustError):
    sentence = _("Write at least one word.")


class CodeMissing(TrustError):
    sentence = _("Choose the published reason that the decision rests on.")


class NeedsSecondPerson(TrustError):
    sentence = _("This decision touches money: a second moderator must agree before it is carried out.")


class NoSuchProposal(TrustError):
    sentence = _("There is no such proposal here, or it was answered already.")


class ContentChanged(TrustError):
    sentence = _("This is not what you read: the proposal has changed meanwhile. Read it again.")


class TooEarly(TrustError):
    sentence = _("You are alone here, so this waits for a day. An owner has been told.")


class NotAModerator(TrustError):
    sentence = _("Only somebody who may moderate can keep watch.")


class NothingToReview(TrustError):
    sentence = _("There is nothing here for you to look at a second time.")


class NoSuchSuspicion(TrustError):
    sentence = _("There is nothing of that kind to look at here.")
