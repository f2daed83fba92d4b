from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError
from diwan.kernel.pictures import NotAPicture, PictureTooLarge

__all__ = [
    "BadMethod",
    "BadTerms",
    "BatchChanged",
    "BatchClosed",
    "DonationFinal",
    "DraftWaiting",
    "InBatch",
    "NeedsAnotherPerson",
    "NoSource",
    "NoSuchBatch",
    "NoSuchDonation",
    "NoSuchPayout",
    "NoSuchStatement",
    "NotAPicture",
    "NotOwed",
    "NothingDue",
    "PayoutClosed",
    "PayoutsError",
    "PictureTooLarge",
    "ProofNeeded",
    "RailRefused",
    "ScreenedOut",
    "StatementApplied",
    "TooEarly",
    "TooMuchToGive",
    "UnreadableStatement",
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
    sentence = _("The minimum and the limit cannot be below zero, and the quantum is at least one minor unit.")


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


class InBatch(PayoutsError):
    sentence = _("Your money is in a batch that waits for approval. When that is decided, you can give again.")


class TooMuchToGive(PayoutsError):
    sentence = _("You can give what is payable to you now, and nothing beyond it.")


class NoSuchDonation(PayoutsError):
    sentence = _("There is no such gift of yours.")


class DonationFinal(PayoutsError):
    sentence = _("A batch was approved since, so this gift stays in the common pot.")


class NoSource(PayoutsError):
    sentence = _("Say first from which account of the community this file pays.")


class RailRefused(PayoutsError):
    sentence = _("This file cannot be written: no payment of this batch can go this way.")


class ScreenedOut(PayoutsError):
    sentence = _("The check of names holds payment %(reference)s back. Cancel the batch and draft it anew.")


class NoSuchStatement(PayoutsError):
    sentence = _("There is no such statement.")


class UnreadableStatement(PayoutsError):
    sentence = _("This file is no statement we can read: a CSV table with amounts, camt.053 or pain.002.")


class StatementApplied(PayoutsError):
    sentence = _("What this statement says was written down already.")
