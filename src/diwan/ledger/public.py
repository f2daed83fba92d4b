"""The door of `ledger`, the Book of Money."""

from diwan.ledger.actions.post import post, post_many
from diwan.ledger.actions.reverse import REVERSAL, reverse
from diwan.ledger.actions.seal_period import seal_period
from diwan.ledger.events import PERIOD_CLOSING
from diwan.ledger.export.beancount import export_beancount
from diwan.ledger.export.hledger import export_hledger
from diwan.ledger.export.journal import JournalRow, journal_rows
from diwan.ledger.integrity.check import check
from diwan.ledger.queries.balances import balance, balances_by_party, trial_balance
from diwan.ledger.queries.entries import get_entry, list_entries
from diwan.ledger.queries.statement import statement
from diwan.ledger.shapes import (
    EntrySpec,
    EntryView,
    Finding,
    LegSpec,
    LegView,
    SealView,
    StatementLine,
    StatementView,
    TrialLine,
)

__all__ = [
    "PERIOD_CLOSING",
    "REVERSAL",
    "EntrySpec",
    "EntryView",
    "Finding",
    "JournalRow",
    "LegSpec",
    "LegView",
    "SealView",
    "StatementLine",
    "StatementView",
    "TrialLine",
    "balance",
    "balances_by_party",
    "check",
    "export_beancount",
    "export_hledger",
    "get_entry",
    "journal_rows",
    "list_entries",
    "post",
    "post_many",
    "reverse",
    "seal_period",
    "statement",
    "trial_balance",
]
