from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class GatheringError(DiwanError):
    """Base of everything this room refuses."""


class NotFound(GatheringError):
    """Also the answer to whoever may not see it: a foreign object answers exactly like a missing one."""

    sentence = _("This is not here. It may have been removed, or it belongs to a community you are not in.")


class MembersOnly(GatheringError):
    sentence = _("Only active members of the community can do this.")


class NotYours(GatheringError):
    sentence = _("Only the author or a steward of the community can change this.")


class TitleNeeded(GatheringError):
    sentence = _("Give it a title: one line that says what it is about.")


class TextNeeded(GatheringError):
    sentence = _("There is nothing written here yet.")


class TextTooLong(GatheringError):
    sentence = _(
        "This is %(count)s characters long; at most %(limit)s fit. Nothing was lost: shorten it and send again."
    )


class UnwritableText(GatheringError):
    sentence = _("The text holds a character that cannot be stored. Remove it and send again.")


class UnknownChoice(GatheringError):
    sentence = _("“%(value)s” is not one of the choices.")


class OwnWords(GatheringError):
    sentence = _("Reactions come from others: you cannot give evidence for your own words.")


class NotAQuestion(GatheringError):
    sentence = _("Only questions have an accepted answer.")


class NotAnAnswer(GatheringError):
    sentence = _("Only an answer written directly under the question can be accepted.")


class AskerAccepts(GatheringError):
    sentence = _("Only the person who asked can say which answer solved it.")


class UndoIsOver(GatheringError):
    sentence = _("This was deleted too long ago to be brought back.")


class ImageRefused(GatheringError):
    """Base of every reason an image is not taken."""


class ImageTooHeavy(ImageRefused):
    sentence = _("The image file is too large. Send one of at most %(megabytes)s MB.")


class ImageTooManyPixels(ImageRefused):
    sentence = _("The image has too many pixels. Send one of at most %(megapixels)s megapixels.")


class ImageUnreadable(ImageRefused):
    sentence = _("This file is not an image we can read. Send a JPEG, PNG, WebP or GIF.")
