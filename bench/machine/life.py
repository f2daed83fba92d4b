"""Community after community, each from its own part of the seed, until the operations are spent or one violation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .ledger_audit import Query
from .model_books import Disagreement
from .run import Machine
from .tamper import tamper


@dataclass
class Report:
    """What one community lived through; `total` counts the operations of all so far."""

    total: int
    violation: str = ""
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


def live(
    *, operations: int, seed: str, length: int, every: int, query: Query, break_kind: str = ""
) -> Iterator[Report]:
    """Give a report for each community. Stops after the first violation."""
    total = 0
    while total < operations:
        number = total // length
        machine = Machine(slug=f"machine-{number}", seed=f"{seed}/{number}", query=query)
        count = min(length, operations - total)
        violation = _violation(machine, count, every, break_kind)
        total += count
        yield Report(total, f"in {machine.doors.slug}: {violation}" if violation else "", machine.done, machine.refused)
        if violation:
            return


def _violation(machine: Machine, count: int, every: int, break_kind: str) -> str:
    try:
        for turn in range(1, count + 1):
            machine.step()
            if break_kind and turn == count // 2:
                machine.compare()
                tamper(kind=break_kind, community_id=machine.doors.scope)
            if turn % every == 0:
                machine.compare()
        machine.finish()
    except Disagreement as said:
        return str(said)
    return ""
