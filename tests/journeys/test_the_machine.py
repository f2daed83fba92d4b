"""Random deeds with money beside a model that shares no code with the program; `bench/invariants.py` runs for long."""

import ast
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path.append(str(BENCH))

from machine.life import live  # noqa: E402 - the bench is beside the sources, not among them

SEED = "suite"
INDEPENDENT = ("model_books", "model_till", "model_close", "model_desk", "ledger_audit")


def query(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_four_hundred_random_deeds_leave_the_books_as_the_model_says() -> None:
    reports = list(live(operations=400, seed=SEED, length=200, every=25, query=query))

    assert [one.violation for one in reports] == ["", ""], f"seed {SEED}"
    done = sum((one.done for one in reports), start=reports[0].done.__class__())
    assert {"approve", "provider", "charge_back", "refund", "tip", "close", "post", "replay"} <= done.keys()
    assert {"draft", "approve_batch", "send", "erase", "return_held", "again"} <= done.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["leg", "pair", "party", "entry"])
def test_whoever_touches_one_row_is_noticed(kind: str) -> None:
    *_before, last = live(operations=40, seed=SEED, length=40, every=20, query=query, break_kind=kind)

    assert "(3)" in last.violation
    assert "the model" in last.violation, "the balances differ as well, or the entry is missing"


@pytest.mark.parametrize("name", INDEPENDENT)
def test_the_model_and_the_auditor_know_nothing_of_the_program(name: str) -> None:
    tree = ast.parse((BENCH / "machine" / f"{name}.py").read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}

    assert not [
        one for one in modules if one.startswith(("diwan", "django")) or one in ("doors", "run", "life", "tamper")
    ]
