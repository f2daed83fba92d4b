from diwan.payouts.models.bank_statement import BankStatement, StatementLine
from diwan.payouts.models.batch import Batch
from diwan.payouts.models.confirmation import Confirmation
from diwan.payouts.models.donation import Donation
from diwan.payouts.models.former_address import FormerAddress
from diwan.payouts.models.method import Method
from diwan.payouts.models.method_details import MethodDetails
from diwan.payouts.models.payout import Payout
from diwan.payouts.models.source_account import SourceAccount
from diwan.payouts.models.terms import Terms

__all__ = [
    "BankStatement",
    "Batch",
    "Confirmation",
    "Donation",
    "FormerAddress",
    "Method",
    "MethodDetails",
    "Payout",
    "SourceAccount",
    "StatementLine",
    "Terms",
]
