from django.utils.translation import gettext_lazy as _

from diwan.commerce.errors import CommerceError


class NoSuchService(CommerceError):
    sentence = _("This service is not offered here.")


class NoSuchBooking(CommerceError):
    sentence = _("There is no such booking.")


class BadService(CommerceError):
    sentence = _("A service needs a title, words, and one to six parts, each with a price and a number of days.")


class BadHours(CommerceError):
    sentence = _("These hours cannot be: they run from a quarter of an hour to a later one of the same day.")


class OwnService(CommerceError):
    sentence = _("Nobody books a service of their own.")


class NeedsAppointment(CommerceError):
    sentence = _("Choose a time: this service is given by appointment.")


class TimeTaken(CommerceError):
    sentence = _("This time is not free any more. Choose another.")


class NotNow(CommerceError):
    sentence = _("This cannot be done as the booking stands. Reload the page to see what happened to it.")


class WordsNeeded(CommerceError):
    sentence = _("Say it in a few words: the other side reads them.")


class NoReworkLeft(CommerceError):
    sentence = _("All agreed rounds of changes are used. Accept it, or dispute it.")


class ReviewedAlready(CommerceError):
    sentence = _("This booking was reviewed already.")


class NotYours(CommerceError):
    sentence = _("Nobody decides about a booking of their own. Another steward can.")


class AnotherPerson(CommerceError):
    sentence = _("This amount needs a second person who agrees, not the one who proposed.")


class ProposalChanged(CommerceError):
    sentence = _("The proposal is not the one you read. Read it again before you agree.")


class TooSoonAlone(CommerceError):
    sentence = _("Alone, you can carry this out a day after you proposed it.")


class FilesRefused(CommerceError):
    sentence = _("Send at most five files of up to 12 MB each: pictures, documents, tables, text or archives.")
