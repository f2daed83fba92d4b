from datetime import UTC, datetime, timedelta
from math import log2, sqrt

import pytest

from diwan.gathering.evidence.usefulness import (
    DOUBLING_SECONDS,
    Evidence,
    log2_centi,
    post_usefulness,
    weigh,
    wilson_bp,
)

AT = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(("up", "down"), [(1, 0), (0, 1), (3, 1), (10, 10), (100, 1), (1, 100), (9999, 3)])
def test_the_bound_is_wilsons_to_a_basis_point(up, down):
    n, z = up + down, sqrt(1.642376)
    p = up / n
    exact = (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)
    assert abs(wilson_bp(up, down) - exact * 10_000) <= 1.5


def test_no_votes_say_nothing_and_one_vote_says_little():
    assert wilson_bp(0, 0) == 0
    assert wilson_bp(1, 0) < wilson_bp(10, 0) < wilson_bp(100, 0) < 10_000


def test_evidence_that_it_failed_lowers_what_worked():
    assert weigh(Evidence(tried=5)) > weigh(Evidence(tried=5, failed=3)) > weigh(Evidence(tried=5, failed=9))
    assert weigh(Evidence(failed=9)) == 0


@pytest.mark.parametrize("value", [1, 2, 3, 7, 1000, 123_456_789])
def test_the_logarithm_is_exact(value):
    assert log2_centi(value) == int(100 * log2(value) + 1e-9)


def test_a_doubling_of_evidence_is_worth_three_days():
    def at(saved):
        return post_usefulness(Evidence(saved=saved), AT)

    assert at(0) == int(AT.timestamp())
    assert at(2) - at(0) == 2 * DOUBLING_SECONDS
    assert post_usefulness(Evidence(), AT + timedelta(days=6)) == at(2)
