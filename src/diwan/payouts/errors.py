from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError
from diwan.kernel.pictures import NotAPicture, PictureTooLarge

__all__ = [
    "BadMethod",
    "BadTerms",
    "BatchChanged",
    "BatchClosed",
    "DraftWaiting",
    "NeedsAnotherPerson",
    "NoSuchBatch",
    "NoSuchPayout",
    "NotAPicture",
    "NotOwed",
    "NothingDue",
    "PayoutClosed",
    "PayoutsError",
    "PictureTooLarge",
    "ProofNeeded",
    "TooEarly",
]


class PayoutsError(DiwanError):
    """Base of everything this room refuses."""


class NoSuchBatch(PayoutsError):
    sentence = _("There is no such batch.")


class NoSuchPayout(PayoutsError):
    sentence = _("There is no such payment.")


class BadMethod(PayoutsError):
    sentence = _("This destination is incomplete or mistyped. Check each field, the account number above all.")


class BadTerms(PayoutsError):
    sentence = _("The minimum cannot be below zero, and the quantum is at least one minor unit.")


class NothingDue(PayoutsError):
    sentence = _("Nobody can be paid now. The list says why for each person.")


class DraftWaiting(PayoutsError):
    sentence = _("Batch %(number)s still waits for approval. Approve or cancel it first.")


class BatchClosed(PayoutsError):
    sentence = _("Batch %(number)s is no longer a draft. Reload the page to see what happened to it.")


class BatchChanged(PayoutsError):
    sentence = _("Batch %(number)s is not what you looked at: something in it changed. Cancel it and draft it anew.")


class NeedsAnotherPerson(PayoutsError):
    sentence = _("Who drafts a batch does not approve it. Another owner or treasurer can.")


class TooEarly(PayoutsError):
    sentence = _("You keep the till alone, so approval waits %(hours)s hours after drafting. Nothing was sent.")


class NotOwed(PayoutsError):
    sentence = _("%(name)s is owed less than this batch would pay. Cancel it and draft it anew.")


class PayoutClosed(PayoutsError):
    sentence = _("Payment %(reference)s is past this step. Reload the page to see what happened to it.")


class ProofNeeded(PayoutsError):
    sentence = _("Say how it can be found: the bank's reference, or a photo of the slip.")
