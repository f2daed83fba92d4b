from diwan.payouts.models.batch import Batch
from diwan.payouts.models.confirmation import Confirmation
from diwan.payouts.models.method import Method
from diwan.payouts.models.method_details import MethodDetails
from diwan.payouts.models.payout import Payout
from diwan.payouts.models.terms import Terms

__all__ = ["Batch", "Confirmation", "Method", "MethodDetails", "Payout", "Terms"]
