from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class MovingError(DiwanError):
    """Base of everything this room refuses."""


class NotADump(MovingError):
    sentence = _(
        "%(folder)s does not hold %(file)s. Nothing was changed; name the folder that holds the unpacked files."
    )


class BrokenDump(MovingError):
    sentence = _("%(file)s breaks off or is damaged at line %(line)s. Nothing was changed; get the file again.")


class DeclaresDocumentType(MovingError):
    sentence = _(
        "%(file)s declares a document type at line %(line)s, which no such file needs and which could harm the reader. "
        "Nothing was changed."
    )


class Unreadable(MovingError):
    sentence = _("%(file)s, line %(line)s: “%(field)s” is missing or cannot be read. Nothing was changed.")


class UnknownCollective(MovingError):
    sentence = _("There is no collective %(collective)s in these books. Nothing was changed.")


class DoesNotAddUp(MovingError):
    sentence = _("Transaction %(id)s does not add up: gross less fees and tax is not its net. Nothing was changed.")
