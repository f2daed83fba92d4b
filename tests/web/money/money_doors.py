"""Which views can move money: found in the source, so that a new one cannot be forgotten.

A door moves money when its function, or any function of its room that it names, posts in the Book of Money. A view
moves money when it, or a function of the web that it names, knocks at such a door.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SRC = Path(__file__).resolve().parents[3] / "src" / "diwan"
ROOMS = ("commerce", "payouts", "promotion", "distribution")
WRITES = {f"diwan.ledger.public.{name}" for name in ("post", "post_many", "reverse")}
Names = dict[str, set[str]]


@cache
def money_views() -> frozenset[str]:
    """Dotted names of functions of the web that reach the Book of Money."""
    inside = _names_in(*ROOMS)
    movers = _reaching(inside, WRITES)
    doors = {f"diwan.{room}.public.{name}" for room in ROOMS for name, home in _exports(room) if home in movers}
    return frozenset(_reaching(_names_in("web"), doors))


def _names_in(*folders: str) -> Names:
    """Every function of the folders, with the dotted names it uses."""
    found: Names = {}
    for folder in folders:
        for path in (SRC / folder).rglob("*.py"):
            if "migrations" not in path.parts:
                found |= _functions(path)
    return found


def _functions(path: Path) -> Names:
    here = ".".join(("diwan", *path.relative_to(SRC).with_suffix("").parts)).removesuffix(".__init__")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {one.asname or one.name: f"{node.module}.{one.name}" for node, one in _imports(tree)}
    return {
        f"{here}.{node.name}": set(_uses(node, known, here)) for node in tree.body if isinstance(node, ast.FunctionDef)
    }


def _uses(function: ast.FunctionDef, known: dict[str, str], here: str) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            yield known.get(node.id, f"{here}.{node.id}")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
            yield f"{known[node.value.id]}.{node.attr}"


def _imports(tree: ast.Module) -> Iterator[tuple[ast.ImportFrom, ast.alias]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node, one) for one in node.names)


def _exports(room: str) -> Iterator[tuple[str, str]]:
    tree = ast.parse((SRC / room / "public.py").read_text(encoding="utf-8"))
    return ((one.asname or one.name, f"{node.module}.{one.name}") for node, one in _imports(tree))


def _reaching(functions: Names, goals: set[str]) -> set[str]:
    reached: set[str] = set()
    while more := {name for name, used in functions.items() if name not in reached and used & (goals | reached)}:
        reached |= more
    return reached
