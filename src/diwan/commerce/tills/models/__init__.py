from diwan.commerce.tills.models.bank_row import BankRow
from diwan.commerce.tills.models.bank_statement import BankStatement
from diwan.commerce.tills.models.pay_address import PayAddress

__all__ = ["BankRow", "BankStatement", "PayAddress"]
