from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError
from diwan.kernel.pictures import NotAPicture, PictureTooLarge

__all__ = [
    "AlreadyTried",
    "BadAmount",
    "BadCoupon",
    "BadOffer",
    "CannotChange",
    "CannotRest",
    "CommerceError",
    "NoFile",
    "NoSeatLeft",
    "NoSuchCoupon",
    "NoSuchGift",
    "NoSuchOffer",
    "NoSuchOrder",
    "NoSuchPayer",
    "NoSuchSeat",
    "NoSuchTerm",
    "NoSuchTill",
    "NotAPicture",
    "NothingHeld",
    "NothingToReject",
    "OrderClosed",
    "OwnPayment",
    "OwnTip",
    "PictureTooLarge",
    "ReasonNeeded",
    "RefReused",
    "TooLittleChosen",
    "TooManyPhotos",
    "TooMuchRefunded",
    "TooMuchSteered",
]


class CommerceError(DiwanError):
    """Base of everything this room refuses."""


class NoSuchOffer(CommerceError):
    sentence = _("This offer is not on sale here.")


class NoSuchOrder(CommerceError):
    sentence = _("There is no such order.")


class NoSuchPayer(CommerceError):
    sentence = _("Nobody in this community, and no payer it has recorded, goes by this name.")


class NoSuchTill(CommerceError):
    sentence = _("This way of paying is not open here. Choose another.")


class BadOffer(CommerceError):
    sentence = _("This offer cannot be made: a free one has no price, a paid one needs one; its address must be new.")


class BadAmount(CommerceError):
    sentence = _("This amount cannot be right. Write a whole, positive amount; tax and fees are parts of it.")


class OwnPayment(CommerceError):
    sentence = _("Nobody decides about a payment of their own. Another owner or treasurer can.")


class OrderClosed(CommerceError):
    sentence = _("Order %(reference)s is closed. Reload the page to see what happened to it.")


class NothingToReject(CommerceError):
    sentence = _("Order %(reference)s has no receipt waiting to be checked.")


class ReasonNeeded(CommerceError):
    sentence = _("Say why, in a few words: the payer will read it.")


class NothingHeld(CommerceError):
    sentence = _("No more than what is held of this order can be released or given back.")


class RefReused(CommerceError):
    sentence = _("The provider has already told us of this payment, for another order or another amount.")


class TooManyPhotos(CommerceError):
    sentence = _("This order has %(count)s photos already. Write to the treasurer instead.")


class TooMuchRefunded(CommerceError):
    sentence = _("No more than what is left of this payment can go back.")


class AlreadyTried(CommerceError):
    sentence = _("This has been tried before, or had: choose how to pay for it.")


class BadCoupon(CommerceError):
    sentence = _("This coupon cannot be made: a code that is new, and a part of the price or an amount.")


class CannotChange(CommerceError):
    sentence = _("This membership cannot become the other one: choose another that is on sale.")


class CannotRest(CommerceError):
    sentence = _("This membership cannot pause: it is free, shared with a group, over, or paused already.")


class NoFile(CommerceError):
    sentence = _("There is no file to download here.")


class NoSeatLeft(CommerceError):
    sentence = _("Every seat of this group is given. Take one back first, or choose a larger group.")


class NoSuchCoupon(CommerceError):
    sentence = _("This coupon is not known here, is over, or is used up.")


class NoSuchGift(CommerceError):
    sentence = _("This code opens nothing: it was used already, or never given.")


class NoSuchSeat(CommerceError):
    sentence = _("This link opens no seat: it was used already, or taken back.")


class NoSuchTerm(CommerceError):
    sentence = _("There is no such membership of yours.")


class OwnTip(CommerceError):
    sentence = _("A tip goes to somebody else.")


class TooLittleChosen(CommerceError):
    sentence = _("This is less than the least for it.")


class TooMuchSteered(CommerceError):
    sentence = _("No more than the part the offer allows can be steered, and not to yourself.")
