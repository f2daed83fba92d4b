#!/usr/bin/env python3
"""Starts Diwan from a fresh copy of its code. Needs Python 3.11 or newer, and nothing else.

python3 start.py              set up, build the demo community and serve it
python3 start.py setup        only set up: afterwards .venv/bin/diwan works
python3 start.py test [...]   set up and run the tests on SQLite and on PostgreSQL
"""

import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from typing import NoReturn
from urllib.parse import urljoin

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "diwan-setup"
SPEAKS_311 = "import sys, venv; sys.exit(sys.version_info < (3, 11))"
UV = "0.13.9"
# Where Debian's Python comes without pip, uv is fetched as a wheel and must have one of these SHA-256 sums.
WHEELS = {
    "x86_64": ("manylinux2014_x86_64.whl", "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19"),
    "aarch64": ("manylinux_2_28_aarch64.whl", "ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375"),
}


def main() -> int:
    words = sys.argv[1:]
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    wanted = words[0] if words else "demo"
    if wanted not in {"demo", "setup", "test"}:
        print(f"start.py: there is no “{wanted}” here. Use: python3 start.py [setup | test]", file=sys.stderr)
        return 2
    set_up(with_tests=wanted == "test")
    if wanted == "test":
        return run_tests(words[1:])
    if wanted == "demo":
        diwan = str(VENV / "bin" / "diwan")
        os.execv(diwan, [diwan, "serve", "--demo", *words[1:]])
    print("Set up. Next: .venv/bin/diwan --help")
    return 0


def set_up(*, with_tests: bool) -> None:
    """Bring .venv in line with uv.lock; takes a moment the first time and nothing afterwards."""
    extras = [word for word in os.environ.get("DIWAN_EXTRAS", "").split() if word]
    lock = (ROOT / "uv.lock").read_bytes()
    stamp = f"{hashlib.sha256(lock).hexdigest()} {' '.join(extras)}"
    done = STAMP.read_text().splitlines() if STAMP.exists() else []
    if done[:1] == [stamp] and (not with_tests or "tests" in done):
        return
    if not PYTHON.exists():
        say("making .venv")
        run([find_python(), "-m", "venv", "--clear", "--without-pip", str(VENV)])
    say("installing what uv.lock pins (once)")
    groups = ["--group", "dev"] if with_tests or "tests" in done else ["--no-default-groups"]
    chosen = [word for extra in extras for word in ("--extra", extra)]
    environment = {
        **os.environ,
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "VIRTUAL_ENV": str(VENV),
    }
    run([*find_uv(), "sync", "--locked", "--inexact", "--quiet", *groups, *chosen], env=environment)
    STAMP.write_text("\n".join([stamp, *(["tests"] if with_tests or "tests" in done else [])]))


def find_python() -> str:
    """The first Python that really runs, is new enough and can make environments; each candidate is tried."""
    names = [
        sys.executable,
        "python3.13",
        "python3.12",
        "python3.11",
        "/usr/bin/python3.11",
        "/usr/bin/python3",
        "python3.14",
    ]
    for name in names:
        path = shutil.which(name) if name else None
        if path and subprocess.run([path, "-c", SPEAKS_311], capture_output=True).returncode == 0:
            return path
    fail("needs Python 3.11 or newer. On Debian or Ubuntu: sudo apt install python3")


def find_uv() -> list[str]:
    """uv from the PATH, or one of our own in .venv: by pip where Python brings it, else straight from the index."""
    if shutil.which("uv"):
        return ["uv"]
    own = VENV / "bin" / "uv"
    if not own.exists():
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if subprocess.run([str(PYTHON), "-m", "ensurepip"], **quiet).returncode == 0:
            run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"uv=={UV}"])
        else:
            fetch_uv(own)
    return [str(own)]


def fetch_uv(target: Path) -> None:
    """Download uv's wheel (a zip with the program in it), compare its sum, and take the program out."""
    ending, wanted = WHEELS.get(platform.machine(), ("", ""))
    if not ending or sys.platform != "linux":
        fail("needs pip to begin with. On Debian or Ubuntu: sudo apt install python3-venv")
    index = "https://pypi.org/simple/uv/"
    asked = urllib.request.Request(index, headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            files = json.load(answer)["files"]
        name = next(
            one for one in files if one["filename"].startswith(f"uv-{UV}-") and one["filename"].endswith(ending)
        )
        address = urljoin(index, name["url"])
        with urllib.request.urlopen(address, timeout=300) as answer:
            wheel = answer.read()
    except OSError as error:
        fail(f"could not reach the package index: {error}. The first start needs the network; later ones do not.")
    if hashlib.sha256(wheel).hexdigest() != wanted:
        fail("what was downloaded is not the uv that was expected; nothing was installed.")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        name = next(one for one in archive.namelist() if one.endswith("/scripts/uv"))
        target.write_bytes(archive.read(name))
    target.chmod(0o755)


def run_tests(arguments: list[str]) -> int:
    """The suite twice: on SQLite, then, whatever that found, on a real PostgreSQL that comes as a wheel."""
    worst = 0
    for database in ("sqlite", "postgres"):
        say(f"tests on {database}")
        command = [str(PYTHON), "-m", "pytest", *arguments]
        status = subprocess.run(command, cwd=ROOT, env={**os.environ, "DIWAN_TEST_DATABASE": database}).returncode
        worst = worst or status
    return worst


def run(command: list[str], env: dict[str, str] | None = None) -> None:
    if subprocess.run(command, cwd=ROOT, env=env).returncode:
        fail(f"this step failed: {' '.join(command)}\nNothing of yours was touched; mend what it says and start again.")


def say(sentence: str) -> None:
    print(f"diwan: {sentence}", flush=True)


def fail(sentence: str) -> NoReturn:
    print(f"diwan: {sentence}", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    sys.exit(main())
