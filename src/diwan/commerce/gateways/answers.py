"""Reading a provider's JSON strictly: what is of another form than its documentation promises is Unreadable."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from diwan.commerce.gateways.enums import PaymentState
from diwan.commerce.gateways.errors import ProviderRefused, Unreadable
from diwan.commerce.gateways.protocol import Account, PaymentTruth


def section(data: Any, name: str = "") -> dict[str, Any]:
    """A JSON object, or the object under a name of one. Raises Unreadable."""
    found = data.get(name) if name and isinstance(data, dict) else data
    if not isinstance(found, dict):
        raise Unreadable
    return found


def optional(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The object under a name; an empty one where there is none."""
    found = data.get(name)
    return found if isinstance(found, dict) else {}


def text(data: Mapping[str, Any], name: str) -> str:
    """A text or a whole number as text. Raises Unreadable for anything else and for nothing."""
    found = data.get(name)
    if isinstance(found, bool) or not isinstance(found, str | int) or found == "":
        raise Unreadable
    return str(found)


def items(data: Any, name: str) -> Iterator[dict[str, Any]]:
    """The objects of a list under a name. Raises Unreadable."""
    found = section(data).get(name)
    if not isinstance(found, list):
        raise Unreadable
    return (section(one) for one in found)


def moment(value: Any) -> datetime | None:
    """An instant as providers write it: ISO 8601 (UTC unless it says otherwise) or milliseconds; None for the rest."""
    try:
        if isinstance(value, int | Decimal) or (isinstance(value, str) and value.isdigit()):
            return datetime.fromtimestamp(int(value) // 1000, UTC)
        found = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def untried(account: Account, external_id: str, refusal: ProviderRefused) -> PaymentTruth:
    """A page nobody has tried to pay on, at providers that know no payment before there is a try; else the refusal."""
    if str(refusal.facts.get("why", ""))[:3] not in {"400", "404"}:
        raise refusal
    return PaymentTruth(external_id, PaymentState.WAITING, 0, "", account.mode, checkout_id=external_id)


def json_number(written: str) -> int | float:
    """An amount with its decimals as a JSON number. Exact: with fifteen figures or fewer the shortest way to write a
    float is the decimal it was read from, and no arithmetic is ever done with it.
    """
    number = Decimal(written)
    if number == number.to_integral_value():
        return int(number)
    return float(number)  # no float: only how json writes a number with a point; see above why it is exact
