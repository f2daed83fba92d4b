"""A thousand deliveries of some 250 events: repeated, shuffled, one in twenty a lie; the big one is in bench/."""

from collections import Counter

import pytest

from .storm import Storm
from .stormy import deck_of, differences, prepared, take

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1])
def test_a_storm_ends_in_the_models_books(shop, seed) -> None:
    storm: Storm = prepared(shop.community, shop.account.pk, [shop.layla, shop.stranger], 250, seed)
    answers: Counter[str] = Counter()
    for deck in deck_of(storm, shop.account, 1_000):
        answers.update(take(shop.account.token, one) for one in deck)
    assert differences(storm, shop.account) == []
    assert answers["new"] == storm.model.events
    assert answers["refused"] == 51
    assert sum(answers.values()) == 1_000
