"""The two communities that tests of every address, field and file share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from .small_world import World, build_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once for a file and taken back at its end; each test's own traces are taken back before."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)
