from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class MovingError(DiwanError):
    """Base of everything this room refuses."""


class NotADump(MovingError):
    sentence = _("%(folder)s does not hold %(file)s. Nothing was changed; name the folder that holds the unpacked files.")


class BrokenDump(MovingError):
    sentence = _("%(file)s cannot be read near line %(line)s: %(reason)s. Nothing was changed; get the file again.")


class UnknownCollective(MovingError):
    sentence = _("There is no collective %(collective)s in these books. Nothing was changed.")


class TotalsDiffer(MovingError):
    sentence = _("The books do not add up: %(what)s. Nothing was changed.")
