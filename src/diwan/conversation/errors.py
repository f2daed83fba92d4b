from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class ConversationError(DiwanError):
    """Base of everything this room refuses."""


class NotFound(ConversationError):
    """Also the answer to whoever may not see it: what is foreign answers exactly like what is missing."""

    sentence = _("This is not here. It may have been removed, or it is not yours to read.")


class MembersOnly(ConversationError):
    sentence = _("Only active members of the community can do this.")


class NotYours(ConversationError):
    sentence = _("Only whoever wrote this can change it.")


class NotReachable(ConversationError):
    """One sentence for every reason: left, suspended, takes no direct messages, or has blocked the writer."""

    sentence = _("%(name)s cannot be written to directly at present.")


class YouBlocked(ConversationError):
    sentence = _("You blocked %(name)s. Lift the block first if you want to write.")


class NobodyChosen(ConversationError):
    sentence = _("Choose whom you want to write to.")


class TooManyPeople(ConversationError):
    sentence = _("A direct conversation holds at most %(limit)s people. For more, write in a room.")


class NewcomerLimit(ConversationError):
    sentence = _(
        "Those who have just joined can write to %(limit)s people a day until one of them answers. "
        "In the rooms you can write to everybody."
    )


class TooFast(ConversationError):
    sentence = _("That was %(limit)s messages in a minute. Nothing is lost: wait a little and send it again.")


class TextNeeded(ConversationError):
    sentence = _("There is nothing written here yet.")


class TextTooLong(ConversationError):
    sentence = _(
        "This is %(count)s characters long; at most %(limit)s fit. Nothing was lost: shorten it, or make it a post."
    )


class UnwritableText(ConversationError):
    sentence = _("The text holds a character that cannot be stored. Remove it and send again.")


class UnknownChoice(ConversationError):
    sentence = _("“%(value)s” is not one of the choices.")


class OwnWords(ConversationError):
    sentence = _("This is said to the words of others, not to your own.")


class UndoIsOver(ConversationError):
    sentence = _("This was deleted too long ago to be brought back.")


class TooManyPictures(ConversationError):
    sentence = _("A message holds at most %(limit)s pictures.")


class NobodyToBlock(NotFound):
    sentence = _("There is no such member here to block.")
