"""From a deed of payouts to the legs of its journal entry: pure, and the only file here that names ledger accounts.

Where the bank leg lies: at `payout_sent`, the moment the money leaves. Between approval and sending it stands in
liabilities:payouts; the payee's confirmation moves no money. Amounts are minor units.
"""

from uuid import UUID

from diwan.ledger.public import LegSpec

OWED = "liabilities:members"
CARRIED = "assets:carried"
HELD = "liabilities:held"
IN_BATCH = "liabilities:payouts"
_COMMON_POT = "funds:community"
_ASSETS = {"bank": "assets:bank", "wallet": "assets:wallet", "cash": "assets:cash", "online": "assets:processor"}


def payout_batched(*, party: UUID, amount_minor: int) -> list[LegSpec]:
    """Approved: from payable now into the batch."""
    return [_debit(OWED, amount_minor, party), _credit(IN_BATCH, amount_minor, party)]


def payout_sent(*, party: UUID, amount_minor: int, paid_from: str) -> list[LegSpec]:
    """Sent: out of the community's bank, wallet, cash box, or its balance at an online provider."""
    return [_debit(IN_BATCH, amount_minor, party), _credit(_asset(paid_from), amount_minor)]


def payout_failed(*, party: UUID, amount_minor: int) -> list[LegSpec]:
    """Never left: back to payable now."""
    return [_debit(IN_BATCH, amount_minor, party), _credit(OWED, amount_minor, party)]


def payout_returned(*, party: UUID, amount_minor: int, paid_from: str) -> list[LegSpec]:
    """Left and came back: into the bank again, and payable now."""
    return [_debit(_asset(paid_from), amount_minor), _credit(OWED, amount_minor, party)]


def payable_donated(*, party: UUID, amount_minor: int) -> list[LegSpec]:
    """Left to the common pot: out of payable now."""
    return [_debit(OWED, amount_minor, party), _credit(_COMMON_POT, amount_minor)]


def donation_withdrawn(*, party: UUID, amount_minor: int) -> list[LegSpec]:
    """Taken back out of the common pot: payable again."""
    return [_debit(_COMMON_POT, amount_minor), _credit(OWED, amount_minor, party)]


def _asset(paid_from: str) -> str:
    return _ASSETS[paid_from]


def _debit(account: str, amount_minor: int, party: UUID | None = None) -> LegSpec:
    return LegSpec(account=account, side="debit", amount_minor=amount_minor, party=party)


def _credit(account: str, amount_minor: int, party: UUID | None = None) -> LegSpec:
    return LegSpec(account=account, side="credit", amount_minor=amount_minor, party=party)
