"""Whole units from exact shares, and why floor is the default."""

from fractions import Fraction
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from diwan.engine.apportion import apportion, by_remainder
from diwan.engine.plan import Rounding

shares = st.dictionaries(st.sampled_from("abcdefgh"), st.fractions(0, 1000, max_denominator=360))


def hamilton(exact: dict[str, Fraction]) -> dict[str, int]:
    return apportion(exact, Rounding.LARGEST_REMAINDER, seed="seed", pool="pool")


def of_weights(units: int, weights: dict[str, int]) -> dict[str, Fraction]:
    return {person: Fraction(units * weight, sum(weights.values())) for person, weight in weights.items()}


@given(exact=shares)
def test_largest_remainder_pays_out_every_whole_unit(exact: dict[str, Fraction]) -> None:
    rounded = hamilton(exact)
    assert sum(rounded.values()) == sum(exact.values()) // 1
    assert all(abs(rounded[person] - exact[person]) < 1 for person in exact)


@given(exact=shares)
def test_floor_gives_the_same_for_the_same_and_leaves_less_than_a_unit_each(exact: dict[str, Fraction]) -> None:
    rounded = apportion(exact, Rounding.FLOOR, seed="seed", pool="pool")
    assert rounded == {person: share // 1 for person, share in exact.items()}
    assert 0 <= sum(exact.values()) - sum(rounded.values()) < max(1, len(exact))


def test_a_larger_pool_can_take_a_unit_from_someone_under_largest_remainder() -> None:
    weights = {"a": 6, "b": 6, "c": 2}
    assert hamilton(of_weights(10, weights))["c"] == 2
    assert hamilton(of_weights(11, weights))["c"] == 1
    assert of_weights(11, weights)["c"] // 1 >= of_weights(10, weights)["c"] // 1


def test_ten_accounts_collect_ten_units_for_nine_under_largest_remainder() -> None:
    accounts = {f"account{number}": Fraction(9, 10) for number in range(10)}
    neighbours = {"one": Fraction(11, 2), "two": Fraction(11, 2)}
    rounded = hamilton(accounts | neighbours)
    assert sum(rounded[account] for account in accounts) == 10
    assert hamilton(neighbours | {"one person": Fraction(9)})["one person"] == 9


def test_equal_fractions_are_decided_by_the_published_hash() -> None:
    tied = {"ana": Fraction(1, 2), "ben": Fraction(1, 2)}
    hashes = {person: sha256(f"seed|pool|{person}".encode()).hexdigest() for person in tied}
    first = min(tied, key=lambda person: hashes[person])
    assert hamilton(tied)[first] == 1
    assert by_remainder(tied, seed="seed", pool="pool")[0] == first
    orders = {tuple(by_remainder(tied, seed=str(seed), pool="pool")) for seed in range(20)}
    assert len(orders) == 2
