"""The lights go out in the middle of every stage: the close goes on from there and comes to the same hashes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from diwan.distribution import public as distribution
from diwan.distribution.enums import Stage
from diwan.distribution.models import AccountingPeriod, BundleFile, Hold, Line
from diwan.ledger.public import list_entries

MONTH = "2026-01"


def whole_rite(world: Any) -> dict[str, Any]:
    """Everything a close leaves behind that must not depend on how often it was interrupted."""
    published = world.close()
    world.close(at=published.objections_until + timedelta(minutes=1))
    view = distribution.get_period(community_id=world.id, period=MONTH)
    files = BundleFile.objects.filter(publication__period__label=MONTH, publication__community=world.id)
    return {
        "hashes": (view.snapshot_hash, view.settlement_hash, view.manifest_hash),
        "files": {row.path: bytes(row.content) for row in files},
        "lines": list(Line.objects.order_by("party").values_list("party", "earned_minor", "held_minor")),
        "holds": list(Hold.objects.order_by("line__party", "kind").values_list("line__party", "amount_minor")),
        "entries": [(one.kind, one.key, one.legs) for one in list_entries(community_id=world.id)],
        "stage": view.stage,
    }


def undisturbed(world: Any) -> dict[str, Any]:
    """What the rite leaves when nothing goes wrong; then the database is put back to before it."""
    with transaction.atomic():
        found = whole_rite(world)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("stage", [stage.value for stage in Stage][1:])
def test_a_crash_in_a_stage_resumes_to_the_same_hash(qanda: Any, crashing: Any, stage: str) -> None:
    distribution.open_period(community_id=qanda.id, period=MONTH, at=qanda.counting(2026, 1, 1))
    expected = undisturbed(qanda)
    late = qanda.counting(2026, 2, 2) + timedelta(days=7, minutes=1)
    with crashing(stage):
        qanda.close()
        qanda.close(at=late)
    reached = AccountingPeriod.objects.get(community=qanda.id, label=MONTH).reached
    assert reached.rank == Stage(stage).rank - 1
    assert whole_rite(qanda) == expected
    assert expected["stage"] is Stage.SEALED


def test_each_stage_alone_comes_to_the_same_as_all_at_once(qanda: Any) -> None:
    distribution.open_period(community_id=qanda.id, period=MONTH, at=qanda.counting(2026, 1, 1))
    expected = undisturbed(qanda)
    for stage in list(Stage)[1:7]:
        assert qanda.close(until=stage).stage is stage
    assert whole_rite(qanda) == expected


def test_asking_for_a_stage_already_passed_does_nothing(qanda: Any) -> None:
    before = qanda.close(until=Stage.SETTLED)
    assert qanda.close(until=Stage.FROZEN) == before
