"""A community to move into, a neighbour that must receive nothing, and copies of the small sources to break."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diwan.moving import public as moving
from diwan.people import public as people

HERE = Path(__file__).parent
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)


def found(slug: str, currency: str = "USD") -> people.Community:
    return moving.found_community(
        slug=slug, currency=currency, timezone="UTC", language="en", owner_email=f"{slug}@example.org", at=AT
    )


@pytest.fixture
def village(db: None) -> people.Community:
    return found("village")


@pytest.fixture
def neighbour(db: None) -> people.Community:
    return found("neighbour")


@pytest.fixture
def founding() -> Callable[..., people.Community]:
    return found


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "small", tmp_path / "dump"))


@pytest.fixture
def books(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "small_books", tmp_path / "books"))


@pytest.fixture
def rewrite() -> Callable[..., None]:
    """Replace words in a file; fails when they are not there."""

    def replace(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
