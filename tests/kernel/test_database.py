import pytest
from django.db import connection

from tests.conftest import ON_POSTGRES

pytestmark = pytest.mark.django_db


def test_the_suite_really_runs_on_the_database_it_says() -> None:
    assert connection.vendor == ("postgresql" if ON_POSTGRES else "sqlite")
