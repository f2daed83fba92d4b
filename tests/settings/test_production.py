"""A public installation: what it refuses to start with, and what it promises once it runs."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from diwan.settings import env

ROOT = Path(__file__).resolve().parents[2]
SAYS = """
import json
from django.conf import settings
names = ("DEMO", "DEBUG", "BASE_URL", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT",
    "PASSWORD_HASHERS", "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def run(folder: Path, *command: str, **given: str) -> subprocess.CompletedProcess[str]:
    """A process of its own with these settings and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DIWAN_", "DATABASE_"))}
    told = {"DJANGO_SETTINGS_MODULE": "diwan.settings.production", "PYTHONPATH": str(ROOT / "src")}
    told |= {"DIWAN_DATA_DIR": str(folder), "DIWAN_HOSTS": "community.example", **given}
    (folder / "static").mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, *command], env=kept | told, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_framework_finds_nothing_to_warn_of(tmp_path: Path) -> None:
    found = run(tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert (found.returncode, found.stdout) == (0, "System check identified no issues (0 silenced).\n"), found.stderr


def test_what_a_public_installation_promises(tmp_path: Path) -> None:
    said = json.loads(run(tmp_path, "-c", SAYS).stdout)
    hashers = said.pop("PASSWORD_HASHERS")
    assert hashers[0].endswith("Argon2PasswordHasher")
    assert said == {
        "DEMO": False,
        "DEBUG": False,
        "BASE_URL": "https://community.example",
        "SESSION_COOKIE_NAME": "__Host-diwan",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_DOMAIN": None,  # as the prefix __Host- demands
        "SESSION_COOKIE_PATH": "/",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_SSL_REDIRECT": True,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DIWAN_DEMO", "1"),
        ("DIWAN_HOSTS", ""),
        ("DIWAN_HOSTS", "*"),
        ("DIWAN_BASE_URL", "http://community.example"),
        ("DIWAN_SECRET_KEY", "short"),
    ],
)
def test_it_does_not_start_open_to_everybody(tmp_path: Path, name: str, value: str) -> None:
    refused = run(tmp_path, "-c", SAYS, **{name: value})
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"diwan: {name}: ")
    assert "Traceback" not in refused.stderr


def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "secret"
    made = env.secret("DIWAN_NO_SUCH_KEY", kept_in=path)
    assert len(made) >= 50
    assert env.secret("DIWAN_NO_SUCH_KEY", kept_in=path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)  # as a restored backup may leave it
    env.secret("DIWAN_NO_SUCH_KEY", kept_in=path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret"]
