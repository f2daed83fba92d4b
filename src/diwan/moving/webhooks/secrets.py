"""The secrets of an endpoint: sealed where they lie, opened only to sign."""

from datetime import datetime

from diwan.kernel import ids, sealing
from diwan.moving.webhooks.models import WebhookEndpoint
from diwan.moving.webhooks.signing import secret_of

PURPOSE = "webhooks"


def new_secret() -> tuple[str, str]:
    """A secret as it is shown once, and as it is kept."""
    secret = secret_of(ids.secret_bytes())
    return secret, sealing.seal(secret, purpose=PURPOSE)


def secrets_at(endpoint: WebhookEndpoint, at: datetime) -> list[str]:
    """What signs at this instant: the secret, and the one before while both count. Raises kernel.sealing.CannotOpen."""
    sealed = [endpoint.sealed]
    if endpoint.sealed_before and endpoint.before_until and at < endpoint.before_until:
        sealed.append(endpoint.sealed_before)
    return [sealing.unseal(one, purpose=PURPOSE) for one in sealed]
