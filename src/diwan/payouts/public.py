"""The door of `payouts`."""

from diwan.payouts.actions.apply_statement import apply_statement
from diwan.payouts.actions.approve_batch import approve_batch
from diwan.payouts.actions.cancel_batch import cancel_batch
from diwan.payouts.actions.confirm_receipt import confirm_receipt
from diwan.payouts.actions.donate import donate, withdraw_donation
from diwan.payouts.actions.draft_batch import draft_batch
from diwan.payouts.actions.export_batch import export_batch
from diwan.payouts.actions.mark_failed import mark_failed
from diwan.payouts.actions.mark_sent import mark_sent
from diwan.payouts.actions.read_statement import read_statement
from diwan.payouts.actions.set_method import set_method
from diwan.payouts.actions.set_source import set_source
from diwan.payouts.actions.set_terms import set_terms
from diwan.payouts.queries.batches import (
    BatchView,
    MethodView,
    PayoutView,
    get_batch,
    get_method,
    get_proof_photo,
    list_batches,
    list_payouts,
)
from diwan.payouts.queries.donations import DonationView, list_donations
from diwan.payouts.queries.due import DueView, TermsView, get_terms, list_due
from diwan.payouts.queries.likeness import shares_destination
from diwan.payouts.queries.owed import PartyOwed, list_owed
from diwan.payouts.queries.statements import BankStatementView, get_statement, list_statements
from diwan.payouts.queries.ways import SourceView, WayView, get_source, list_ways
from diwan.payouts.rails.rail import RailFile
from diwan.payouts.screening import Payee, Screen
from diwan.payouts.screening import register as register_screen
from diwan.payouts.takeover import LETTER_TO_FORMER, former_address, note_former_address

__all__ = [
    "LETTER_TO_FORMER",
    "BankStatementView",
    "BatchView",
    "DonationView",
    "DueView",
    "MethodView",
    "PartyOwed",
    "Payee",
    "PayoutView",
    "RailFile",
    "Screen",
    "SourceView",
    "TermsView",
    "WayView",
    "apply_statement",
    "approve_batch",
    "cancel_batch",
    "confirm_receipt",
    "donate",
    "draft_batch",
    "export_batch",
    "former_address",
    "get_batch",
    "get_method",
    "get_proof_photo",
    "get_source",
    "get_statement",
    "get_terms",
    "list_batches",
    "list_donations",
    "list_due",
    "list_owed",
    "list_payouts",
    "list_statements",
    "list_ways",
    "mark_failed",
    "mark_sent",
    "note_former_address",
    "read_statement",
    "register_screen",
    "set_method",
    "set_source",
    "set_terms",
    "shares_destination",
    "withdraw_donation",
]
