from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class PromotionError(DiwanError):
    """Base of everything this room refuses."""


class NotFound(PromotionError):
    """Also the answer to whoever may not see it: what is foreign answers exactly like what is missing."""

    sentence = _("This is not here. It may have been removed, or it is not yours to see.")


class WordsNeeded(PromotionError):
    sentence = _("Some words are missing. Write them in Arabic and in English where both are asked for.")


class BadDates(PromotionError):
    sentence = _("These days cannot be right: a campaign begins before it ends and lasts at most a year.")


class BadAmount(PromotionError):
    sentence = _("This amount cannot be right. Write a whole, positive amount; tax and fees are parts of it.")


class BadAddress(PromotionError):
    sentence = _("“%(address)s” is not an address we lead to. It begins with https:// and names a shop on the list.")


class NotNow(PromotionError):
    sentence = _("This campaign is not in a state that allows it. Reload the page to see what happened to it.")


class MoreThanAgreed(PromotionError):
    sentence = _("This is more than is still open of the agreed price.")


class ReasonNeeded(PromotionError):
    sentence = _("Say why. The reason is kept, and the sponsor can read it.")


class OutsideCampaign(PromotionError):
    sentence = _("This day lies outside the days of the campaign.")


class UnreadableFile(PromotionError):
    sentence = _("This file has no column called “%(column)s”. Its columns are: %(columns)s")


class TooLong(PromotionError):
    sentence = _("The file has more than %(limit)s lines. Split it.")


class NothingConfirmed(PromotionError):
    sentence = _("No commission is confirmed and unpaid here.")


class UnknownCode(PromotionError):
    sentence = _("Nobody here has this code. Look at the letters once more.")


class OwnCode(PromotionError):
    sentence = _("This code is your own, or that of another account of yours. Nobody brings themselves.")


class SameHands(PromotionError):
    sentence = _("You and the owner of this code are paid out to the same place. It does not count.")


class TooLateForCode(PromotionError):
    sentence = _("A code counts for newcomers only: in the first 30 days, before the first payment.")


class AlreadyBrought(PromotionError):
    sentence = _("You came through somebody’s code already. It is one person, one time.")
