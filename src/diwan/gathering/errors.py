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


class LabelNeeded(GatheringError):
    sentence = _(
        "A sponsored or affiliate post says who paid, how much, and how much of it reaches members. "
        "Fill these in before it goes out."
    )


class LabelStays(GatheringError):
    sentence = _("The label of a published post can be put right, not taken off.")


class AffiliateLinkUnlabelled(GatheringError):
    sentence = _(
        "The link %(link)s pays whoever placed it. Mark the post as holding affiliate links and say who pays, "
        "or take the tag out of the link."
    )


class ScheduleInPast(GatheringError):
    sentence = _("Choose a time ahead: between five minutes and a year from now.")


class NotHandedIn(GatheringError):
    sentence = _("An editor can schedule a text only after its author handed it in and it was accepted.")


class SplitNotWhole(GatheringError):
    sentence = _("The shares add up to %(total)s%%. Together they must be exactly 100%%.")


class SplitRefused(GatheringError):
    sentence = _("A text has two to eight authors, each named once, each with a share above zero.")


class CoAuthorsWaiting(GatheringError):
    sentence = _("A co-author has not accepted yet: %(names)s. Change the split or wait for the answer.")


class StepRefused(GatheringError):
    sentence = _("This step does not follow from where the text stands now. Load the page again.")


class ReasonNeeded(GatheringError):
    sentence = _("Say in a sentence what should change.")


class EditorsOnly(GatheringError):
    sentence = _("Only an editor of the community can do this.")
