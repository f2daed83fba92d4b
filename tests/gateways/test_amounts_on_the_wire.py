"""Amounts as providers write them: the dinar has three decimals, the yen none, and no float ever lies between."""

from decimal import Decimal

import pytest

from diwan.commerce.gateways.amounts import WireAmounts
from diwan.commerce.gateways.errors import UnfitAmount, Unreadable

DECIMAL = WireAmounts("decimal", is_decimal=True)
MINOR = WireAmounts("minor")
STEPS = WireAmounts("steps", exponents={"UGX": 2, "IQD": 0}, multiples={"KWD": 10})


def test_a_provider_of_decimals_gets_the_currencys_own_digits() -> None:
    assert DECIMAL.write(12_500, "KWD") == "12.500"
    assert DECIMAL.write(100, "SAR") == "1.00"
    assert DECIMAL.write(7, "JPY") == "7"


def test_a_provider_of_minor_units_gets_them() -> None:
    assert MINOR.write(12_500, "KWD") == 12_500


@pytest.mark.parametrize(("value", "wanted"), [("12.500", 12_500), ("12.5", 12_500), (Decimal("0.001"), 1), (3, 3000)])
def test_decimals_are_read_exactly(value: object, wanted: int) -> None:
    assert DECIMAL.read(value, "KWD") == wanted


@pytest.mark.parametrize("value", ["12.5001", "1e3", "", None, True, "١٢", "NaN", 1.5, " 1", "-"])
def test_what_is_no_amount_is_not_guessed_at(value: object) -> None:
    with pytest.raises(Unreadable):
        DECIMAL.read(value, "KWD")
    with pytest.raises(Unreadable):
        MINOR.read(value, "KWD")


def test_an_amount_the_provider_cannot_carry_is_refused_before_anything_is_sent() -> None:
    assert STEPS.write(12_500, "KWD") == 12_500
    with pytest.raises(UnfitAmount):
        STEPS.write(12_505, "KWD")
    assert STEPS.write(2_000, "IQD") == 2
    with pytest.raises(UnfitAmount):
        STEPS.write(2_001, "IQD")


def test_a_provider_that_counts_finer_than_iso_is_read_back_whole_or_not_at_all() -> None:
    assert STEPS.write(500, "UGX") == 50_000
    assert STEPS.read(50_000, "UGX") == 500
    with pytest.raises(Unreadable):
        STEPS.read(50_001, "UGX")
