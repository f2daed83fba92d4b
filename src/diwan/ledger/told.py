"""What the law is told by the Book of Money: what somebody is owed and was not paid yet."""

from datetime import datetime
from uuid import UUID

from diwan.ledger.queries.balances import balance
from diwan.trust.public import Stake

_OWED = ("liabilities:members", "liabilities:held", "liabilities:payouts")


def stake(*, community_id: int, object_ref: str, party: UUID | None, at: datetime) -> Stake:
    """The party's minor units payable now, held, and on their way; nothing for nobody."""
    if party is None:
        return Stake()
    owed = sum(balance(community_id=community_id, account=account, party=party) for account in _OWED)
    return Stake(unpaid_minor=max(0, owed))
