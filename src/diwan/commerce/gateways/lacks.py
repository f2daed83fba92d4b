"""What many providers do not answer: their payouts and their balance. A folder that does answers for itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from diwan.commerce.gateways.errors import NotCapable
from diwan.commerce.gateways.protocol import Account, PayoutTruth


class TellsNoPayouts:
    """Part of a provider that has no payouts or balance to ask for. Raises NotCapable."""

    title: Any

    def list_payouts(self, account: Account, since: datetime) -> Iterable[PayoutTruth]:
        raise NotCapable(provider=self.title)

    def fetch_payout(self, account: Account, external_id: str) -> PayoutTruth:
        raise NotCapable(provider=self.title)

    def balance(self, account: Account) -> Mapping[str, int]:
        raise NotCapable(provider=self.title)
