"""The garden of the pages of gathering, and counting switched on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from diwan.trust.limits import store

from ..gathering.conftest import garden as garden


@pytest.fixture
def counting(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Tries are counted, from nothing."""
    settings.LIMITS, settings.DATA_DIR = True, tmp_path
    store.shared_store.cache_clear()
    yield
    store.shared_store.cache_clear()
