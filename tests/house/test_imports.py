"""Imports only fall; a room is entered through its door; foreign keys fall as imports do."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "diwan"
STOREYS = [
    {"kernel"},
    {"people"},
    {"trust"},
    {"contributions", "ledger"},
    {"gathering", "conversation", "belonging", "commerce", "promotion", "distribution", "payouts"},
    {"insights", "moving"},
    {"web"},
]
HEIGHT = {room: height for height, rooms in enumerate(STOREYS) for room in rooms}


def test_the_contracts_of_the_map_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]


def test_foreign_keys_only_fall_and_leave_no_trace_across_rooms() -> None:
    found = []
    for model in apps.get_models():
        room = model._meta.app_label
        if room not in HEIGHT:
            continue
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or field.related_model is None:
                continue
            other = field.related_model._meta.app_label
            if other not in HEIGHT or other == room:
                continue
            falls = HEIGHT[other] < HEIGHT[room]
            hidden = (field.remote_field.related_name or "").endswith("+")
            if not falls or not hidden:
                found.append(f"{model._meta.label}.{field.name} -> {other}")
    assert found == []


def test_every_row_of_a_room_belongs_to_a_community() -> None:
    """A model names its community itself, or hangs below one that does."""
    own = {
        "Person": "somebody may belong to many", "Community": "is one",
        "DataExport": "of a person, wherever they belong", "ErasureRequest": "of a person, wherever they belong",
        "FormerAddress": "of a person, wherever they belong",
    }  # fmt: skip
    found = []
    for model in apps.get_models():
        if model._meta.app_label not in HEIGHT or model._meta.app_label == "kernel" or model.__name__ in own:
            continue
        if not _reaches_community(model, set()):
            found.append(model._meta.label)
    assert found == []


def _reaches_community(model: type, seen: set[type]) -> bool:
    names = {field.name for field in model._meta.get_fields()}
    if names & {"community", "community_id"}:
        return True
    parents = {
        f.related_model for f in model._meta.get_fields() if f.is_relation and not f.auto_created and f.related_model
    }
    return any(parent not in seen and _reaches_community(parent, seen | {model}) for parent in parents if parent)


@pytest.mark.parametrize(
    "path", sorted(path for path in SRC.iterdir() if (path / "apps.py").exists()), ids=lambda p: p.name
)
def test_every_room_says_why_it_exists_and_what_it_never_breaks(path: Path) -> None:
    readme = path / "README.md"
    assert readme.exists(), f"{path.name} has no README.md"
    assert "## Invariants" in readme.read_text(encoding="utf-8")


def test_doors_hold_no_logic() -> None:
    """public.py re-exports; a function or class in a door means a room with two rooms in it."""
    import ast

    for door in SRC.glob("*/public.py"):
        tree = ast.parse(door.read_text(encoding="utf-8"))
        kinds = {type(node).__name__ for node in tree.body}
        assert kinds <= {"ImportFrom", "Import", "Assign", "Expr"}, door


def test_nobody_reaches_for_models_by_their_name() -> None:
    for path in SRC.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "migrations" not in path.parts:
            assert "apps.get_model" not in text, path
            assert "signals import post_save" not in text, f"{path}: signals between rooms are not used"
