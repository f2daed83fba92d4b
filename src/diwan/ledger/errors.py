from django.utils.translation import gettext_lazy as _

from diwan.kernel.append_only import Unprotected
from diwan.kernel.errors import DiwanError

__all__ = [
    "AlreadyReversed",
    "BadEntry",
    "CurrencyMismatch",
    "IdempotencyConflict",
    "LedgerError",
    "NoSuchEntry",
    "PartyMismatch",
    "PeriodSealed",
    "SealOutOfOrder",
    "Unbalanced",
    "UnknownAccount",
    "Unprotected",
]


class LedgerError(DiwanError):
    """Base of everything the Book of Money refuses. Nothing is written when one is raised."""


class Unbalanced(LedgerError):
    sentence = _("The entry does not balance: debits are %(debit_minor)s and credits %(credit_minor)s minor units.")


class BadEntry(LedgerError):
    sentence = _("The entry cannot be written: %(reason)s.")


class UnknownAccount(LedgerError):
    sentence = _("“%(account)s” is not in the chart of accounts.")


class PartyMismatch(LedgerError):
    sentence = _("“%(account)s” is kept per party for some accounts only: this leg names a party wrongly, or none.")


class CurrencyMismatch(LedgerError):
    sentence = _("These books are kept in %(kept)s, not in %(given)s.")


class IdempotencyConflict(LedgerError):
    sentence = _("An entry with the key “%(key)s” exists and says something else. Nothing was changed.")


class PeriodSealed(LedgerError):
    sentence = _("The books are sealed up to %(end_date)s; %(effective_date)s lies before. Post a correction later.")


class SealOutOfOrder(LedgerError):
    sentence = _("%(label)s cannot be sealed: months are sealed whole, once and in order.")


class NoSuchEntry(LedgerError):
    sentence = _("There is no such entry in these books.")


class AlreadyReversed(LedgerError):
    sentence = _("Entry %(number)s was reversed before, or is itself a reversal. Post a new entry instead.")
