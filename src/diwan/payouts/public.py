"""The door of `payouts`."""

from diwan.payouts.actions.approve_batch import approve_batch
from diwan.payouts.actions.cancel_batch import cancel_batch
from diwan.payouts.actions.confirm_receipt import confirm_receipt
from diwan.payouts.actions.draft_batch import draft_batch
from diwan.payouts.actions.export_batch import export_batch
from diwan.payouts.actions.mark_failed import mark_failed
from diwan.payouts.actions.mark_sent import mark_sent
from diwan.payouts.actions.set_method import set_method
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
from diwan.payouts.queries.due import DueView, TermsView, get_terms, list_due
from diwan.payouts.queries.likeness import shares_destination

__all__ = [
    "BatchView",
    "DueView",
    "MethodView",
    "PayoutView",
    "TermsView",
    "approve_batch",
    "cancel_batch",
    "confirm_receipt",
    "draft_batch",
    "export_batch",
    "get_batch",
    "get_method",
    "get_proof_photo",
    "get_terms",
    "list_batches",
    "list_due",
    "list_payouts",
    "mark_failed",
    "mark_sent",
    "set_method",
    "set_terms",
    "shares_destination",
]
