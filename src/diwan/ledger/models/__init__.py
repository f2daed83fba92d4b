from diwan.ledger.models.account import Account
from diwan.ledger.models.book import Book
from diwan.ledger.models.entry import Entry
from diwan.ledger.models.leg import Leg
from diwan.ledger.models.seal import Seal

__all__ = ["Account", "Book", "Entry", "Leg", "Seal"]
