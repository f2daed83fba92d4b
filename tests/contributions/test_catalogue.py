import re
from datetime import date
from pathlib import Path

import pytest

from diwan.contributions import errors
from diwan.contributions import public as acts

from .conftest import HUDA, OMAR, RIM

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "river" / "1-acts.md"
DAY = date(2026, 10, 3)


def documented() -> dict[str, list[str]]:
    rows = [
        [cell.strip() for cell in line.strip("|\n ").split("|")]
        for line in DOCUMENT.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    return {row[0].strip("`"): row for row in rows}


def test_the_document_names_every_kind_and_no_other() -> None:
    assert list(documented()) == list(acts.KINDS)


@pytest.mark.parametrize("code", list(acts.KINDS))
def test_the_document_says_what_the_catalogue_does(code: str) -> None:
    kind, row = acts.get_kind(code), documented()[code]
    _, weight, limit, signals, failure, guard = row
    numbers = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", weight)]
    assert numbers[0] == kind.weight
    assert max(numbers) == kind.most
    assert limit == kind.limit.value
    assert set(re.findall(r"`(\w+)`", signals)) == kind.signals
    assert failure
    assert guard
    assert str(kind.label)


def test_value_goes_from_reader_to_author_and_counters_without_cost_pay_nothing() -> None:
    assert acts.value_points() == {
        "read": 1000,
        "saved": 3000,
        "substantive_reply": 4000,
        "accepted_answer": 20_000,
        "helped_me": 10_000,
        "tried_worked": 6000,
    }
    assert acts.value_points(["read", "same_here", "lesson_completed"]) == {"read": 1000}
    assert all(kind.is_value == (acts.VALUE in acts.signals_of(code)) for code, kind in acts.KINDS.items())
    with pytest.raises(errors.UnknownKind):
        acts.signals_of("clapped")


def test_a_read_counts_once_a_day_and_a_save_once_for_ever() -> None:
    assert acts.act_key("read", "post:5", OMAR, DAY) != acts.act_key("read", "post:5", OMAR, date(2026, 10, 4))
    assert acts.act_key("read", "post:5", OMAR, DAY) != acts.act_key("read", "post:5", RIM, DAY)
    assert acts.act_key("saved", "post:5", OMAR) == acts.act_key("saved", "post:5", OMAR)
    with pytest.raises(errors.ActRefused, match="“day”"):
        acts.act_key("read", "post:5", OMAR)
    with pytest.raises(errors.ActRefused, match="“day”"):
        acts.act_key("saved", "post:5", OMAR, DAY)
    with pytest.raises(errors.LimitReached, match="at most 1 "):
        acts.act_key("saved", "post:5", OMAR, nth=2)


def test_the_fourth_reply_of_a_pair_on_one_post_counts_no_more() -> None:
    keys = {acts.act_key("substantive_reply", "post:5", OMAR, nth=nth) for nth in (1, 2, 3)}
    assert len(keys) == 3
    for nth in (0, 4):
        with pytest.raises(errors.LimitReached, match="at most 3 "):
            acts.act_key("substantive_reply", "post:5", OMAR, nth=nth)


def test_confirmed_hours_count_each_time() -> None:
    assert len({acts.act_key("hours_confirmed", "task:1", OMAR, nth=nth) for nth in range(1, 9)}) == 8


def test_signals_are_one_edge_a_pair_and_never_below_zero() -> None:
    tallies = [
        acts.PairTally(OMAR, HUDA, "read", 2, 1500),
        acts.PairTally(OMAR, HUDA, "saved", 1, 3000),
        acts.PairTally(OMAR, RIM, "saved", -1, -3000),
        acts.PairTally(RIM, HUDA, "hours_confirmed", 1, 2000),
        acts.PairTally(RIM, None, "lesson_completed", 1, 1000),
        acts.PairTally(HUDA, None, "post_published", 1, 0),
        acts.PairTally(RIM, HUDA, "same_here", 9, 0),
    ]
    assert acts.build_signals(tallies) == {
        "hours_confirmed": [(RIM, HUDA, 2000)],
        "reads": [(OMAR, HUDA, 1500)],
        "value": [(OMAR, HUDA, 4500)],
    }
    assert acts.build_signals([]) == {}
