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
    """Every function, class and table of the folders, with the dotted names it uses."""
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
    known |= {name: full for name, node in _short_names(tree) if (full := _dotted(node, known))}
    named = ((f"{here}.{name}", node) for node in tree.body for name in _names_of(node))
    return {name: set(_uses(node, known, here)) - {name} for name, node in named}


def _short_names(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """`_SERVICES = commerce.services`."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
            yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))


def _names_of(node: ast.stmt) -> Iterator[str]:
    """What a statement of a module names: a function, a class, or a table of functions (the stages of a rite)."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    yield from (target.id for target in targets if isinstance(target, ast.Name))


def _uses(of: ast.stmt, known: dict[str, str], here: str) -> Iterator[str]:
    for node in ast.walk(of):
        if isinstance(node, ast.Name):
            yield known.get(node.id, f"{here}.{node.id}")
        elif isinstance(node, ast.Attribute) and (dotted := _dotted(node, known)):
            yield dotted


def _dotted(node: ast.expr, known: dict[str, str]) -> str:
    """`commerce.services.book` in full; "" for what does not begin with something imported."""
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value, known)
        return f"{before}.{node.attr}" if before else ""
    return known.get(node.id, "") if isinstance(node, ast.Name) else ""


def _imports(tree: ast.Module) -> Iterator[tuple[ast.ImportFrom, ast.alias]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node, one) for one in node.names)


def _exports(room: str) -> Iterator[tuple[str, str]]:
    """What a room's door hands on, by the name it has there; the doors of its parts are looked into."""
    return _of_door(SRC / room / "public.py", "")


def _of_door(door: Path, under: str) -> Iterator[tuple[str, str]]:
    for name, home in _handed_on(door):
        yield f"{under}{name}", home
        part = SRC.parent.joinpath(*home.split(".")).with_suffix(".py")
        if part.is_file():
            yield from _of_door(part, f"{under}{name}.")


def _handed_on(door: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(door.read_text(encoding="utf-8"))
    return ((one.asname or one.name, f"{node.module}.{one.name}") for node, one in _imports(tree))


def _reaching(functions: Names, goals: set[str]) -> set[str]:
    reached: set[str] = set()
    while more := {name for name, used in functions.items() if name not in reached and used & (goals | reached)}:
        reached |= more
    return reached
