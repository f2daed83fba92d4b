"""Shortfalls: what the four rules promise, and the counterexamples that show what they do not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.engine.plan import Shortfall
from diwan.engine.rules.claims import settle_claims

claims_of_people = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 900), min_size=1)
estates = st.integers(0, 3000)
every_rule = pytest.mark.parametrize("rule", list(Shortfall))


def awards(estate: int, claims: dict[str, int], rule: Shortfall) -> dict[str, Fraction]:
    exact = {person: Fraction(claim) for person, claim in claims.items()}
    return settle_claims(Fraction(estate), exact, rule)


@every_rule
@given(claims=claims_of_people, estate=estates)
def test_the_estate_is_used_up_and_nobody_gets_more_than_claimed(
    rule: Shortfall, claims: dict[str, int], estate: int
) -> None:
    result = awards(estate, claims, rule)
    assert sum(result.values()) == min(estate, sum(claims.values()))
    assert all(0 <= result[person] <= claims[person] for person in claims)


@every_rule
@given(claims=claims_of_people, estate=estates)
def test_the_larger_claim_gets_no_less_and_loses_no_less(rule: Shortfall, claims: dict[str, int], estate: int) -> None:
    result = awards(estate, claims, rule)
    for one in claims:
        for other in claims:
            if claims[one] >= claims[other]:
                assert result[one] >= result[other]
                assert claims[one] - result[one] >= claims[other] - result[other]


@every_rule
@given(claims=claims_of_people, estate=estates)
def test_a_larger_estate_lowers_nobody(rule: Shortfall, claims: dict[str, int], estate: int) -> None:
    poorer, richer = awards(estate, claims, rule), awards(estate + 1, claims, rule)
    assert all(richer[person] >= poorer[person] for person in claims)


@given(claims=claims_of_people, estate=estates, part=st.integers(1, 900))
def test_proportional_cannot_be_gamed_by_splitting(claims: dict[str, int], estate: int, part: int) -> None:
    whole = awards(estate, claims | {"me": 901}, Shortfall.PROPORTIONAL)
    split = awards(estate, claims | {"me": part, "also me": 901 - part}, Shortfall.PROPORTIONAL)
    assert split["me"] + split["also me"] == whole["me"]


def test_equal_awards_pays_whoever_splits_a_claim() -> None:
    whole = awards(100, {"honest": 100, "me": 100}, Shortfall.EQUAL_AWARDS)
    split = awards(100, {"honest": 100, "me": 50, "also me": 50}, Shortfall.EQUAL_AWARDS)
    assert whole["me"] == 50
    assert split["me"] + split["also me"] == Fraction(200, 3)


def test_equal_losses_pays_whoever_merges_claims() -> None:
    apart = awards(100, {"honest": 100, "me": 50, "also me": 50}, Shortfall.EQUAL_LOSSES)
    merged = awards(100, {"honest": 100, "me": 100}, Shortfall.EQUAL_LOSSES)
    assert apart["me"] + apart["also me"] == Fraction(100, 3)
    assert merged["me"] == 50


@pytest.mark.parametrize(
    ("estate", "expected"),
    [(100, ["100/3", "100/3", "100/3"]), (200, ["50", "75", "75"]), (300, ["50", "100", "150"])],
)
def test_the_table_of_the_mishnah(estate: int, expected: list[str]) -> None:
    result = awards(estate, {"a": 100, "b": 200, "c": 300}, Shortfall.TALMUD)
    assert [str(award) for award in result.values()] == expected
