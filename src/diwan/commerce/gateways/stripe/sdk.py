"""Stripe's own library, speaking through our one outbound client. Imported only when Stripe is used: it is an extra."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import stripe

from diwan.commerce.gateways.errors import ProviderDown, ProviderRefused
from diwan.commerce.gateways.protocol import Account
from diwan.kernel import outbound

MOST_BYTES = 4_000_000
API = "https://api.stripe.com"

stripe.enable_telemetry = False


class _Outbound(stripe.HTTPClient):
    """Public https addresses only, pinned, never led elsewhere: like every other request to the outside."""

    name = "diwan"

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_options: Any
    ) -> tuple[str, int, Mapping[str, str]]:
        body = post_data.encode() if isinstance(post_data, str) else post_data or b""
        try:
            answer = outbound.send(method.upper(), url, body=body, headers=headers or {}, at_most=MOST_BYTES)
        except (outbound.Failed, outbound.Forbidden) as error:
            raise stripe.APIConnectionError(  # type: ignore[no-untyped-call]  # its errors carry no types
                str(error), should_retry=False
            ) from error
        return answer.body.decode(), answer.status, _Headers(answer.headers)

    def close(self) -> None:
        """Nothing is kept open."""


class _Headers(dict[str, str]):
    """The library asks for header names in whatever letters it likes."""

    def __contains__(self, name: object) -> bool:
        return super().__contains__(str(name).lower())

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name.lower(), default)


@contextmanager
def asking(account: Account) -> Iterator[Any]:
    """`with asking(account) as v1`: Stripe's services; its errors come out as ours."""
    client = stripe.StripeClient(
        account.value("secret_key"),
        base_addresses={"api": account.address or API},
        http_client=_Outbound(),
        max_network_retries=0,
    )
    try:
        yield client.v1
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise ProviderDown(provider="Stripe") from error
    except stripe.APIError as error:
        raise ProviderDown(provider="Stripe") from error
    except stripe.StripeError as error:
        raise ProviderRefused(provider="Stripe", why=str(error.user_message or error)[:200]) from error
