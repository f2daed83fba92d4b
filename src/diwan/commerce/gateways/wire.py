"""Asking a provider over HTTPS: one function, through the one outbound client, with numbers that are never floats."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from diwan.commerce.gateways.errors import ProviderDown, ProviderRefused, Unreadable
from diwan.commerce.gateways.protocol import Account
from diwan.kernel import outbound

MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """`data` is what the body says as JSON; numbers with a point are Decimal."""

    status: int
    data: Any
    headers: Mapping[str, str]


def call(
    account: Account,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    json_body: Mapping[str, Any] | None = None,
    form: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> Reply:
    """Send one request; give the answer if it is 2xx.

    Raises ProviderDown (no answer, 5xx, 429), ProviderRefused (other 4xx: `why` is a short piece of what it said),
    Unreadable (not JSON).
    """
    body, kind = _written(json_body, form)
    where = f"{url}?{urlencode(query)}" if query else url
    try:
        answer = outbound.send(method, where, body=body, headers={**kind, **headers}, at_most=MOST_BYTES)
    except (outbound.Failed, outbound.Forbidden) as error:
        raise ProviderDown(provider=account.provider) from error
    if answer.status >= 500 or answer.status == 429:
        raise ProviderDown(provider=account.provider)
    if not 200 <= answer.status < 300:
        raise ProviderRefused(provider=account.provider, why=f"{answer.status} {_short(answer.body)}")
    return Reply(answer.status, read_json(answer.body), answer.headers)


def read_json(body: bytes) -> Any:
    """JSON without floats. Raises Unreadable."""
    try:
        return json.loads(body or b"null", parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error


def _written(json_body: Mapping[str, Any] | None, form: Mapping[str, str] | None) -> tuple[bytes, dict[str, str]]:
    if json_body is not None:
        return json.dumps(json_body, ensure_ascii=False).encode(), {"Content-Type": "application/json"}
    if form is not None:
        return urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    return b"", {}


def _short(body: bytes) -> str:
    return body[:300].decode(errors="replace")


def _refuse(constant: str) -> None:
    raise ValueError(constant)
