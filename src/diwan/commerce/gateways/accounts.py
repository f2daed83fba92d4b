"""From the row to what an adapter is handed, and back: the only place where secrets are sealed and opened."""

import json
from collections.abc import Mapping

from django.conf import settings

from diwan.commerce.gateways.enums import Mode
from diwan.commerce.gateways.models import GatewayAccount
from diwan.commerce.gateways.protocol import Account
from diwan.kernel import sealing

PURPOSE = "gateways"


def opened(row: GatewayAccount) -> Account:
    """The account with its secrets, for one call of its provider's folder. Raises kernel.sealing.CannotOpen."""
    return Account(
        id=row.pk,
        provider=row.provider,
        mode=Mode(row.mode),
        values={**row.values, **secrets_of(row)},
        address=settings.GATEWAY_ADDRESSES.get(row.provider, ""),
    )


def secrets_of(row: GatewayAccount) -> dict[str, str]:
    return dict(json.loads(sealing.unseal(row.sealed, purpose=PURPOSE))) if row.sealed else {}


def sealed(secrets: Mapping[str, str]) -> str:
    return sealing.seal(json.dumps(dict(secrets), sort_keys=True), purpose=PURPOSE)


def external_ref(row: GatewayAccount, external_id: str) -> str:
    """How the core knows a payment or a refund of this account: no two accounts share a reference."""
    return f"gateway:{row.pk}:{external_id}"
