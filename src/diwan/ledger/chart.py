"""The chart of accounts: every account there is, its normal side, and whether it is kept per party.

`docs/river/3-ledger.md` tells the same for people; a test compares the two.
"""

import re
from dataclasses import dataclass
from functools import cache

from diwan.ledger.enums import Side
from diwan.ledger.errors import UnknownAccount

INCOME_KINDS = (
    "membership",
    "service",
    "product",
    "course",
    "ticket",
    "tip",
    "sponsor",
    "ad",
    "affiliate",
    "job_ad",
    "sale",
)
# Plans name their own accounts; each opens as a fund when it first receives money.
_FUND = re.compile(r"funds:[a-z][a-z0-9_]{0,59}")


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """An account of the chart. `normal_side` is the side on which its balance counts as positive."""

    code: str
    normal_side: Side
    per_party: bool = False

    def signed(self, side: str, amount_minor: int) -> int:
        """The amount as this account's balance feels it."""
        return amount_minor if side == self.normal_side else -amount_minor


_FIXED = {
    account.code: account
    for account in (
        ChartAccount("assets:bank", Side.DEBIT),
        ChartAccount("assets:wallet", Side.DEBIT),
        ChartAccount("assets:cash", Side.DEBIT),
        ChartAccount("assets:processor", Side.DEBIT),
        ChartAccount("assets:disputed", Side.DEBIT),
        ChartAccount("assets:prepaid_fees", Side.DEBIT),
        ChartAccount("assets:refunds_to_recover", Side.DEBIT),
        ChartAccount("assets:carried", Side.DEBIT, per_party=True),
        ChartAccount("liabilities:deferred", Side.CREDIT, per_party=True),
        ChartAccount("liabilities:credit", Side.CREDIT, per_party=True),
        ChartAccount("liabilities:tax", Side.CREDIT),
        ChartAccount("liabilities:members", Side.CREDIT, per_party=True),
        ChartAccount("liabilities:held", Side.CREDIT, per_party=True),
        ChartAccount("liabilities:owner", Side.CREDIT),
        ChartAccount("liabilities:payouts", Side.CREDIT, per_party=True),
        ChartAccount("equity:opening", Side.CREDIT),
        *(ChartAccount(f"income:{kind}", Side.CREDIT, per_party=True) for kind in INCOME_KINDS),
        ChartAccount("expenses:processor_fees", Side.DEBIT, per_party=True),
        ChartAccount("expenses:losses", Side.DEBIT),
    )
}
CODES = tuple(_FIXED)
FUNDS = "funds:<name>"
REFUNDS_TO_RECOVER = "assets:refunds_to_recover"
# What a close shares out: at zero for every party once the month is sealed.
CLEARED_BY_CLOSE = ("expenses:processor_fees", *(f"income:{kind}" for kind in INCOME_KINDS))
# What the community owes a person can shrink to nothing, never below it: a debt of theirs is `assets:carried`.
NEVER_NEGATIVE = ("liabilities:held", "liabilities:members", "liabilities:payouts")


@cache
def find(code: str) -> ChartAccount:
    """The chart's account of that code. Raises UnknownAccount."""
    if code in _FIXED:
        return _FIXED[code]
    if _FUND.fullmatch(code):
        return ChartAccount(code, Side.CREDIT)
    raise UnknownAccount(account=code)
