from dataclasses import dataclass

from diwan.commerce.tills.enums import Scheme
from diwan.commerce.tills.models import PayAddress


@dataclass(frozen=True, slots=True)
class PayAddressView:
    """Where a till receives, to be copied by a payer. `address` is written from left to right unless it is a place."""

    id: int
    till: str
    scheme: str
    provider: str
    holder: str
    address: str

    @property
    def scheme_word(self) -> str:
        return str(Scheme(self.scheme).label)

    @property
    def is_place(self) -> bool:
        return self.scheme == Scheme.PLACE


def list_pay_addresses(*, community_id: int, till_kind: str = "") -> list[PayAddressView]:
    """The open ones, in the order they were named; of one till, or of all."""
    rows = PayAddress.objects.filter(community=community_id, is_open=True).order_by("pk")
    if till_kind:
        rows = rows.filter(till=till_kind)
    return [PayAddressView(row.pk, row.till, row.scheme, row.provider, row.holder, row.address) for row in rows]
