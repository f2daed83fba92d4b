"""What the journeys share: one transaction for a whole module, taken back at its end."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def one_story(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The tests of the module look at one long story; whatever they change of it is their own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
