from django.utils.translation import gettext_lazy as _

from diwan.gathering.errors import GatheringError


class PollRefused(GatheringError):
    """Base of every reason a poll is not taken as it was written."""


class QuestionNeeded(PollRefused):
    sentence = _("Write what the poll asks.")


class AnswersNeeded(PollRefused):
    sentence = _("A poll needs two different answers at least, and takes ten at most.")


class PollWordsTooLong(PollRefused):
    sentence = _("The question of a poll has at most %(question)s characters, an answer at most %(answer)s.")


class PollHasVoices(PollRefused):
    sentence = _("Somebody has voted already, so question and answers stay as they are. You can close the poll.")


class PollClosed(GatheringError):
    sentence = _("This poll is closed. What was said stays.")


class NotAnAnswerHere(GatheringError):
    sentence = _("Choose among the answers of this poll.")
