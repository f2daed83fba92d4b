from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class BelongingError(DiwanError):
    """Base of everything this room refuses."""


class NotFound(BelongingError):
    """Also the answer to whoever may not see it: what is foreign answers exactly like what is missing."""

    sentence = _("This is not here. It may have been removed, or it is not yours to see.")


class NotAllowed(BelongingError):
    sentence = _("Only the owners and stewards of the community can do this.")


class NotForOneself(BelongingError):
    sentence = _("Nobody does this for themselves. Ask another person of the team.")


class OwnersOnly(BelongingError):
    sentence = _("Only an owner can do this: it decides who counts where income is shared.")


class ReasonNeeded(BelongingError):
    sentence = _("Say why. The reason is kept, and the member can read it.")


class NameNeeded(BelongingError):
    sentence = _("Write the name in Arabic and in English.")


class BadgeHeld(BelongingError):
    sentence = _("%(name)s has this badge already.")


class UnknownLevel(BelongingError):
    sentence = _("There is no such level. Levels go from 0 to 3.")


class TooManyLinks(BelongingError):
    sentence = _("At most %(limit)s links fit here.")


class BadLink(BelongingError):
    sentence = _("“%(link)s” is not an address that can be opened. It begins with https://.")


class LevelTooLow(BelongingError):
    sentence = _("This opens at level %(level)s. The page about levels says how they are counted.")


class GroupIsPicked(BelongingError):
    sentence = _("The team chooses who is in this group.")


class UnknownChoice(BelongingError):
    sentence = _("“%(value)s” is not one of the choices.")
