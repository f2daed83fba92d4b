import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.commerce.pricing.prices import (
    Discount,
    Tariff,
    TooLittle,
    price_of,
    split_steered,
    unused_of,
)

amounts = st.integers(1, 10**9)


@settings(max_examples=200, deadline=None)
@given(price=amounts, percent=st.integers(0, 10_000), amount=st.integers(0, 10**9), quantity=st.integers(1, 50))
def test_a_price_is_its_discount_and_what_is_due_and_none_of_them_is_negative(price, percent, amount, quantity) -> None:
    quoted = price_of(Tariff(price, None, {}), discount=Discount(percent, amount), quantity=quantity)
    assert quoted.list_minor == price * quantity == quoted.discount_minor + quoted.due_minor
    assert min(quoted.discount_minor, quoted.due_minor) >= 0


@settings(max_examples=200, deadline=None)
@given(price=amounts, low=st.integers(0, 10_000), more=st.integers(0, 10_000))
def test_a_larger_discount_never_costs_more(price, low, more) -> None:
    high = min(low + more, 10_000)
    dear, cheap = (price_of(Tariff(price, None, {}), discount=Discount(percent_bp=bp)).due_minor for bp in (low, high))
    assert cheap <= dear


@settings(max_examples=200, deadline=None)
@given(gross=st.integers(0, 10**9), shares=st.lists(st.integers(0, 1_000), max_size=10))
def test_what_is_steered_is_never_more_than_was_said_and_the_rest_stays_whole(gross, shares) -> None:
    parts = split_steered(gross, shares)
    assert 0 <= sum(parts) <= gross
    assert all(part * 10_000 <= gross * share < (part + 1) * 10_000 for part, share in zip(parts, shares, strict=True))


@settings(max_examples=200, deadline=None)
@given(months=st.lists(amounts, min_size=1, max_size=12), data=st.data())
def test_the_months_that_have_begun_and_those_that_have_not_are_the_whole_term(months, data) -> None:
    begun = data.draw(st.integers(0, len(months)))
    assert unused_of(months, begun) + sum(months[:begun]) == sum(months)


def test_dinars_keep_their_three_decimals() -> None:
    """12.500 KWD less a tenth is 11.250; a third of it is 4.166 off and 8.334 to pay."""
    assert price_of(Tariff(12_500, None, {}), discount=Discount(percent_bp=1_000)).due_minor == 11_250
    third = price_of(Tariff(12_500, None, {}), discount=Discount(percent_bp=3_333))
    assert (third.discount_minor, third.due_minor) == (4_166, 8_334)


def test_the_country_that_is_stated_has_its_own_price_and_others_the_common_one() -> None:
    tariff = Tariff(1_000, None, {"EG": 300})
    assert price_of(tariff, country="EG").due_minor == 300
    assert price_of(tariff, country="KW").due_minor == price_of(tariff).due_minor == 1_000
    assert price_of(tariff, country="EG", discount=Discount(percent_bp=5_000)).due_minor == 150


def test_who_pays_what_they_can_pays_the_least_or_more_and_needs_no_coupon() -> None:
    tariff = Tariff(1_000, 200, {})
    assert price_of(tariff, chosen_minor=200).due_minor == 200
    assert price_of(tariff, chosen_minor=5_000, discount=Discount(percent_bp=5_000)).due_minor == 5_000
    for wrong in (lambda: price_of(tariff, chosen_minor=199), lambda: price_of(Tariff(9, None, {}), chosen_minor=8)):
        with pytest.raises(TooLittle):
            wrong()
    assert price_of(Tariff(1_000, 0, {}), chosen_minor=0).due_minor == 0


def test_nobody_steers_more_than_the_whole() -> None:
    with pytest.raises(ValueError, match="10001"):
        split_steered(100, [10_000, 1])
