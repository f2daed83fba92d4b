"""Clock, chance and floats stay where they belong; every suppression says why."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "diwan"
MONEY_ROOMS = ("engine", "ledger", "distribution", "payouts", "commerce", "contributions")
# Where the clock may be read or chance drawn: path below src/diwan, reason.
CLOCK = {
    "kernel/clock.py": "the clock itself",
    "kernel/ids.py": "time-ordered identifiers",
    "cli/tick.py": "sleeps between rounds; reads no time",
    "cli/demo.py": "says how long the building took",
}
CHANCE = {
    "kernel/ids.py": "identifiers and tokens",
    "settings/env.py": "makes the installation's secret once",
}
# Folders where a seeded sequence is allowed.
SEEDED = {"demo": "the demo is drawn from one fixed seed, so that it is the same community everywhere"}


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders or ("",):
        for path in sorted((SRC / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(SRC).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def reads_clock(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            if name in {"datetime.now", "datetime.utcnow", "date.today", "datetime.today", "timezone.now", "time.time"}:
                return True
        if isinstance(node, ast.Import) and any(alias.name == "time" for alias in node.names):
            return True
    return False


def draws_chance(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(alias.name in {"random", "secrets"} for alias in node.names):
            return True
        if isinstance(node, ast.ImportFrom) and node.module in {"random", "secrets"}:
            return True
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"uuid.uuid1", "uuid.uuid4", "uuid.uuid7"}:
            return True
    return False


def makes_float(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float":
            yield node.lineno
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div) and not divides_exactly(tree):
            yield node.lineno


def divides_exactly(tree: ast.Module) -> bool:
    """Whether a module's `/` may be that of exact fractions, or of paths: it says so by what it imports."""
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    return bool(imported & {"Fraction", "Path"})


def test_only_the_clock_reads_the_clock() -> None:
    assert [name for name, tree in modules() if reads_clock(tree) and name not in CLOCK] == []


def test_chance_lives_in_one_place() -> None:
    found = [name for name, tree in modules() if draws_chance(tree) and name not in CHANCE]
    assert [name for name in found if name.split("/")[0] not in SEEDED] == []


def test_no_float_where_money_is() -> None:
    found = [f"{name}:{line}" for name, tree in modules(*MONEY_ROOMS) for line in makes_float(tree)]
    source = {name: (SRC / name.split(":")[0]).read_text(encoding="utf-8").splitlines() for name in found}
    unexplained = [at for at in found if "no float:" not in source[at][int(at.split(":")[1]) - 1]]
    assert unexplained == []


@pytest.mark.parametrize(
    ("text", "is_bad"),
    [("x = 1.5", True), ("x = float(y)", True), ("x = a / b", True), ("x = a // b", False), ("x = 15", False)],
)
def test_the_float_rule_knows_a_float_when_it_sees_one(text: str, is_bad: bool) -> None:
    assert bool(list(makes_float(ast.parse(text)))) is is_bad


@pytest.mark.parametrize(
    ("text", "is_bad"),
    [
        ("at = datetime.now(UTC)", True),
        ("import time", True),
        ("at = clock.now()", False),
        ("timedelta(days=1)", False),
    ],
)
def test_the_clock_rule_knows_a_clock(text: str, is_bad: bool) -> None:
    assert reads_clock(ast.parse(text)) is is_bad


SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore)(:?\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|\[[^\]]*\])?(?P<why>.*)")


def test_every_suppression_says_why() -> None:
    bare = []
    for folder in (SRC, ROOT / "tests"):
        for path in folder.rglob("*.py"):
            if path == Path(__file__):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                match = SUPPRESSION.search(line)
                if match and len(match["why"].strip(" #-:")) < 8:
                    bare.append(f"{path.relative_to(ROOT)}:{number}")
    assert bare == []
