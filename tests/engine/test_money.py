"""Minor units, decimal text, fees earned month by month, and canonical bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.engine.public import EXPONENTS, canonical_json, decimal_text, exponent_of, fingerprint, recognise


@pytest.mark.parametrize("currency", ["KWD", "BHD", "OMR", "JOD", "TND", "LYD", "IQD"])
def test_dinars_and_rials_have_three_decimals(currency: str) -> None:
    assert exponent_of(currency) == 3


@pytest.mark.parametrize(("currency", "exponent"), [("SAR", 2), ("AED", 2), ("EGP", 2), ("USD", 2), ("JPY", 0)])
def test_other_currencies_follow_iso_4217(currency: str, exponent: int) -> None:
    assert EXPONENTS[currency] == exponent_of(currency) == exponent


def test_an_unknown_currency_has_no_exponent() -> None:
    with pytest.raises(KeyError):
        exponent_of("XYZ")


@pytest.mark.parametrize(
    ("amount", "exponent", "text"),
    [(4120, 2, "41.20"), (-5, 3, "-0.005"), (7, 0, "7"), (-7, 0, "-7"), (0, 2, "0.00"), (12501, 3, "12.501")],
)
def test_minor_units_as_text(amount: int, exponent: int, text: str) -> None:
    assert decimal_text(amount, exponent) == text


@given(fee=st.integers(0, 10**9), months=st.integers(1, 36))
def test_a_fee_is_earned_month_by_month_to_the_last_unit(fee: int, months: int) -> None:
    parts = [recognise(fee, month, months) for month in range(months)]
    assert sum(parts) == fee
    assert max(parts) - min(parts) <= 1


def test_a_year_of_100_00() -> None:
    assert [recognise(10_000, month) for month in range(12)] == [833, 833, 834] * 4


@pytest.mark.parametrize(("fee", "month"), [(-1, 0), (100, 12), (100, -1)])
def test_a_month_outside_the_term_is_refused(fee: int, month: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        recognise(fee, month)


def test_canonical_bytes_are_sorted_tight_and_utf_8() -> None:
    assert canonical_json({"ب": [1, True, None], "a": {"z": "é", "b": ()}}) == (
        '{"a":{"b":[],"z":"é"},"ب":[1,true,null]}'.encode()
    )
    assert fingerprint({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize("document", [{"a": [1.0]}, {"a": {"b": (0.1,)}}, {1: "a"}])
def test_canonical_documents_hold_no_floats_and_no_odd_keys(document: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(document)
