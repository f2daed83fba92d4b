"""From a deed of promotion to the legs of its journal entry: pure, and the only file here that names ledger accounts.

All amounts are minor units; zero legs are left out. `till` is bank, wallet or cash.
"""

from collections.abc import Iterable
from uuid import UUID

from diwan.ledger.public import LegSpec

_DEFERRED = "liabilities:deferred"
_TAX = "liabilities:tax"
_PREPAID_FEES = "assets:prepaid_fees"
_REFUNDS_TO_RECOVER = "assets:refunds_to_recover"
_FEES = "expenses:processor_fees"
_LOSSES = "expenses:losses"


def payment_received(*, till: str, payer: UUID, gross_minor: int, fee_minor: int) -> list[LegSpec]:
    """A sponsor or a network paid: deferred until its days are lived through; a fee was kept on the way."""
    return _legs(
        [
            _debit(f"assets:{till}", gross_minor - fee_minor),
            _debit(_PREPAID_FEES, fee_minor),
            _credit(_DEFERRED, gross_minor, payer),
        ]
    )


def income_recognised(*, kind: str, payer: UUID, gross_minor: int, tax_minor: int, fee_minor: int) -> list[LegSpec]:
    """A month earned its part: out of deferred into tax and income; the fee paid before becomes the month's expense."""
    return _legs(
        [
            _debit(_DEFERRED, gross_minor, payer),
            _credit(_TAX, tax_minor),
            _credit(f"income:{kind}", gross_minor - tax_minor, payer),
            _debit(_FEES, fee_minor, payer),
            _credit(_PREPAID_FEES, fee_minor),
        ]
    )


def payment_refunded(*, till: str, payer: UUID, amount_minor: int, lost_fee_minor: int) -> list[LegSpec]:
    """Money not yet earned goes back; the fee it had cost stays lost."""
    return _legs(
        [
            _debit(_DEFERRED, amount_minor, payer),
            _credit(f"assets:{till}", amount_minor),
            _debit(_LOSSES, lost_fee_minor),
            _credit(_PREPAID_FEES, lost_fee_minor),
        ]
    )


def receipt_refunded(*, till: str, payer: UUID, reversed_minor: int, returned_minor: int) -> list[LegSpec]:
    """A refund reaches into a closed month: its receipt is replayed whole; what is kept of it is deferred anew."""
    return _legs(
        [
            _debit(_REFUNDS_TO_RECOVER, reversed_minor),
            _credit(f"assets:{till}", returned_minor),
            _credit(_DEFERRED, reversed_minor - returned_minor, payer),
        ]
    )


def _debit(account: str, amount_minor: int, party: UUID | None = None) -> LegSpec:
    return LegSpec(account=account, side="debit", amount_minor=amount_minor, party=party)


def _credit(account: str, amount_minor: int, party: UUID | None = None) -> LegSpec:
    return LegSpec(account=account, side="credit", amount_minor=amount_minor, party=party)


def _legs(legs: Iterable[LegSpec]) -> list[LegSpec]:
    return [leg for leg in legs if leg.amount_minor]
