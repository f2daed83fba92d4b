"""Sizes: the tail is where ugliness lives. Exceptions are listed with their reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "diwan"

# path: reason
LONGER_FILES = {
    "src/diwan/verifier.py": "one file by design: it is downloaded and run alone",
}
LONGER_FUNCTIONS: dict[str, str] = {}
LARGER_ROOMS = {
    "distribution": "eight stages of the rite and what readers ask of a closed month; splits when voting comes",
}


def limit_of(path: Path) -> int:
    name, parts = path.relative_to(ROOT).as_posix(), path.parts
    if name.startswith("tests/"):
        return 500
    if path.suffix == ".html":
        return 150
    if path.suffix == ".css":
        return 300
    if path.suffix == ".js":
        return 200
    if path.name == "public.py" or "views" in parts:
        return 200
    return 250


def ours() -> Iterator[Path]:
    for folder in (SRC, ROOT / "tests"):
        for pattern in ("*.py", "*.html", "*.css", "*.js"):
            for path in sorted(folder.rglob(pattern)):
                if not {"migrations", "vendor", "story"} & set(path.parts):
                    yield path


def functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_its_kind_allows() -> None:
    found = {}
    for path in ours():
        lines, name = len(path.read_text(encoding="utf-8").splitlines()), path.relative_to(ROOT).as_posix()
        if lines > limit_of(path) and name not in LONGER_FILES:
            found[name] = lines
    assert found == {}


def test_no_function_is_longer_than_fifty_lines_and_nine_in_ten_are_under_thirty() -> None:
    lengths, long = [], {}
    for path in ours():
        if path.suffix != ".py" or path.is_relative_to(ROOT / "tests"):
            continue
        for name, length in functions(ast.parse(path.read_text(encoding="utf-8"))):
            lengths.append(length)
            if length > 50 and f"{path.name}:{name}" not in LONGER_FUNCTIONS:
                long[f"{path.relative_to(ROOT)}:{name}"] = length
    assert long == {}
    assert sorted(lengths)[len(lengths) * 9 // 10] <= 30


def applets() -> Iterator[tuple[str, list[Path]]]:
    """Every room, and apart from it every applet inside: a folder of a room with a README of its own."""
    for room in (path for path in SRC.iterdir() if (path / "public.py").exists()):
        modules = [path for path in room.rglob("*.py") if "migrations" not in path.parts and path.name != "__init__.py"]
        homes = sorted({readme.parent for readme in room.rglob("README.md")}, key=lambda home: -len(home.parts))
        for home in homes:
            yield home.relative_to(SRC).as_posix(), [path for path in modules if path.is_relative_to(home)]
            modules = [path for path in modules if not path.is_relative_to(home)]


def test_no_room_outgrows_a_room() -> None:
    found = {}
    for name, modules in applets():
        lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in modules)
        if lines > 4000 and name not in LARGER_ROOMS:
            found[name] = lines
    assert found == {}


@pytest.mark.parametrize(("length", "is_long"), [(50, False), (51, True)])
def test_the_rule_itself_tells_a_long_function_from_a_short_one(length: int, is_long: bool) -> None:
    text = "def f():\n" + "    pass\n" * (length - 1)
    ((_name, found),) = functions(ast.parse(text))
    assert (found > 50) is is_long
