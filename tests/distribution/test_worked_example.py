"""The month of the first worked example, from rows in the two books to the same minor units."""

from datetime import timedelta
from typing import Any

from diwan.distribution.enums import Stage

ENTRIES = {"huda": 4120, "omar": 2004, "salma": 8235, "mod1": 1308, "mod2": 1308}


def test_everybody_receives_what_the_example_says(qanda: Any) -> None:
    assert qanda.close().stage is Stage.PUBLISHED
    closed = qanda.close(at=closed_at(qanda))
    assert closed.stage is Stage.SEALED
    for name, earned in ENTRIES.items():
        held = earned // 10
        assert qanda.balance("liabilities:held", name) == held
        assert qanda.balance("liabilities:members", name) == earned - held
    assert qanda.balance("liabilities:owner") == 3925
    assert qanda.balance("funds:community") == 3270
    assert qanda.balance("funds:costs") == 0
    assert qanda.balance("liabilities:tax") == 4050
    assert qanda.by_party("income:membership") == {} == qanda.by_party("expenses:processor_fees")


def closed_at(world: Any) -> Any:
    from diwan.distribution.public import get_period

    until = get_period(community_id=world.id, period="2026-01").objections_until
    assert until is not None
    return until + timedelta(minutes=1)
