"""Amounts as a provider writes them: minor units or decimals, by the provider's own exponents, never through a float.

Ours are ISO 4217 minor units. A provider whose exponent for a currency is smaller takes only amounts that fit it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from diwan.commerce.gateways.errors import UnfitAmount, Unreadable
from diwan.engine.money import decimal_text, exponent_of

_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class WireAmounts:
    """How one provider writes money.

    `decimal`: "12.500" (a string with the provider's number of decimals) instead of 12500.
    `exponents`: where the provider counts otherwise than ISO 4217. `multiples`: minor units an amount must be a
    multiple of (Stripe takes KWD in steps of 10 fils).
    """

    provider: str
    is_decimal: bool = False
    exponents: Mapping[str, int] = field(default_factory=dict)
    multiples: Mapping[str, int] = field(default_factory=dict)

    def exponent(self, currency: str) -> int:
        return self.exponents.get(currency, exponent_of(currency))

    def require(self, amount_minor: int, currency: str) -> None:
        """Raises UnfitAmount unless the provider can take exactly this much."""
        self._scaled(amount_minor, currency)

    def integer(self, amount_minor: int, currency: str) -> int:
        """In the provider's own minor units. Raises UnfitAmount."""
        return self._scaled(amount_minor, currency)

    def text(self, amount_minor: int, currency: str) -> str:
        """With a decimal point and the provider's number of decimals: 12500 fils -> "12.500". Raises UnfitAmount."""
        return decimal_text(self._scaled(amount_minor, currency), self.exponent(currency))

    def write(self, amount_minor: int, currency: str) -> int | str:
        """As the provider's requests carry it. Raises UnfitAmount."""
        write = self.text if self.is_decimal else self.integer
        return write(amount_minor, currency)

    def read(self, value: object, currency: str) -> int:
        """What an answer says, in our minor units. Raises Unreadable for anything that is not exactly an amount."""
        shift = exponent_of(currency) - self.exponent(currency)
        if self.is_decimal:
            is_written = isinstance(value, int | str | Decimal) and not isinstance(value, bool)
            if not is_written or not _PLAIN.fullmatch(str(value)):
                raise Unreadable
            units = Decimal(str(value)).scaleb(exponent_of(currency))
        else:
            if isinstance(value, bool) or not isinstance(value, int):
                raise Unreadable
            units = Decimal(value).scaleb(shift)
        if units != units.to_integral_value():
            raise Unreadable
        return int(units)

    def _scaled(self, amount_minor: int, currency: str) -> int:
        step = self.multiples.get(currency, 1)
        shift = exponent_of(currency) - self.exponent(currency)
        scaled, rest = divmod(amount_minor, 10**shift) if shift >= 0 else (amount_minor * 10**-shift, 0)
        if rest or amount_minor % step:
            raise UnfitAmount(provider=self.provider, currency=currency)
        return int(scaled)
