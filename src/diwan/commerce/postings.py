"""From a deed of commerce to the legs of its journal entry: pure, and the only file here that names ledger accounts.

All amounts are minor units; zero legs are left out. `till` is bank, wallet, cash or online.
"""

from collections.abc import Iterable
from uuid import UUID

from diwan.ledger.public import LegSpec, LegView

_DEFERRED = "liabilities:deferred"
_CREDIT = "liabilities:credit"
_TAX = "liabilities:tax"
_PREPAID_FEES = "assets:prepaid_fees"
_REFUNDS_TO_RECOVER = "assets:refunds_to_recover"
_FEES = "expenses:processor_fees"
_LOSSES = "expenses:losses"
_COSTS = "funds:costs"
_PROCESSOR = "assets:processor"
_DISPUTED = "assets:disputed"


def credit_of() -> str:
    """The account that holds what payers paid beyond a price."""
    return _CREDIT


def payment_received(
    *,
    till: str,
    payer: UUID,
    applied_minor: int,
    credited_minor: int = 0,
    fee_minor: int = 0,
    is_fee_lost: bool = False,
) -> list[LegSpec]:
    """Money came in: what the order needed is deferred, the rest is the payer's credit, a fee was kept on the way.

    A fee on money that no order needed has no income to be paid from: it is lost.
    """
    return _legs(
        [
            _debit(_asset(till), applied_minor + credited_minor - fee_minor),
            _debit(_LOSSES if is_fee_lost else _PREPAID_FEES, fee_minor),
            _credit(_DEFERRED, applied_minor, payer),
            _credit(_CREDIT, credited_minor, payer),
        ]
    )


def credit_used(*, payer: UUID, amount_minor: int) -> list[LegSpec]:
    """An earlier over-payment pays for an order."""
    return _legs([_debit(_CREDIT, amount_minor, payer), _credit(_DEFERRED, amount_minor, payer)])


def order_cancelled(*, payer: UUID, amount_minor: int, lost_fee_minor: int = 0) -> list[LegSpec]:
    """What was paid for an order that ends before its term becomes the payer's credit; the fee it had cost is lost."""
    return _legs(
        [
            _debit(_DEFERRED, amount_minor, payer),
            _credit(_CREDIT, amount_minor, payer),
            _debit(_LOSSES, lost_fee_minor),
            _credit(_PREPAID_FEES, lost_fee_minor),
        ]
    )


def fee_lost(*, amount_minor: int) -> list[LegSpec]:
    """A provider's fee that no receipt has room for."""
    return _legs([_debit(_LOSSES, amount_minor), _credit(_PREPAID_FEES, amount_minor)])


def charge_back_lost(*, till: str, amount_minor: int) -> list[LegSpec]:
    """What a provider took beyond the payer's money, and its fee for taking it."""
    return _legs([_debit(_LOSSES, amount_minor), _credit(_asset(till), amount_minor)])


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


def payment_refunded(*, till: str, payer: UUID, amount_minor: int, lost_fee_minor: int = 0) -> list[LegSpec]:
    """Money not yet earned goes back; the fee it had cost stays lost."""
    return _legs(
        [
            _debit(_DEFERRED, amount_minor, payer),
            _credit(_asset(till), amount_minor),
            _debit(_LOSSES, lost_fee_minor),
            _credit(_PREPAID_FEES, lost_fee_minor),
        ]
    )


def credit_refunded(*, till: str, payer: UUID, amount_minor: int) -> list[LegSpec]:
    """An over-payment goes back to who made it."""
    return _legs([_debit(_CREDIT, amount_minor, payer), _credit(_asset(till), amount_minor)])


def receipt_refunded(*, till: str, payer: UUID, reversed_minor: int, returned_minor: int) -> list[LegSpec]:
    """A refund reaches into a closed month: its receipts are replayed whole; what is kept of them is deferred anew."""
    return _legs(
        [
            _debit(_REFUNDS_TO_RECOVER, reversed_minor),
            _credit(_asset(till), returned_minor),
            _credit(_DEFERRED, reversed_minor - returned_minor, payer),
        ]
    )


def cost_recorded(*, till: str, amount_minor: int) -> list[LegSpec]:
    """The community spent something; plans refill the costs fund from income."""
    return _legs([_debit(_COSTS, amount_minor), _credit(_asset(till), amount_minor)])


def money_out(legs: Iterable[LegView]) -> int:
    """What an entry took out of the tills."""
    tills = ("assets:bank", "assets:wallet", "assets:cash", "assets:processor")
    return sum(leg.amount_minor for leg in legs if leg.side == "credit" and leg.account in tills)


def dispute_opened(*, amount_minor: int) -> list[LegSpec]:
    """A payer's bank asks for money back: the provider puts it aside, with what it charges for that."""
    return _legs([_debit(_DISPUTED, amount_minor), _credit(_PROCESSOR, amount_minor)])


def dispute_decided(*, amount_minor: int) -> list[LegSpec]:
    """Nothing is aside any longer; a lost dispute is charged back in an entry of its own."""
    return _legs([_debit(_PROCESSOR, amount_minor), _credit(_DISPUTED, amount_minor)])


def processor_charged(*, amount_minor: int) -> list[LegSpec]:
    """The provider kept something that no payment carries: a fee told late, a dispute's, a payout's."""
    return _legs([_debit(_COSTS, amount_minor), _credit(_PROCESSOR, amount_minor)])


def processor_paid_out(*, amount_minor: int) -> list[LegSpec]:
    """The provider sent to the community's bank what it held."""
    return _legs([_debit(_asset("bank"), amount_minor), _credit(_PROCESSOR, amount_minor)])


def payout_came_back(*, amount_minor: int) -> list[LegSpec]:
    """The bank sent it back to the provider."""
    return _legs([_debit(_PROCESSOR, amount_minor), _credit(_asset("bank"), amount_minor)])


def _asset(till: str) -> str:
    return "assets:processor" if till == "online" else f"assets:{till}"


def _debit(account: str, amount_minor: int, party: UUID | None = None) -> LegSpec:
    return LegSpec(account=account, side="debit", amount_minor=amount_minor, party=party)


def _credit(account: str, amount_minor: int, party: UUID | None = None) -> LegSpec:
    return LegSpec(account=account, side="credit", amount_minor=amount_minor, party=party)


def _legs(legs: Iterable[LegSpec]) -> list[LegSpec]:
    return [leg for leg in legs if leg.amount_minor]
