"""Pages per CPU-second under Granian's WSGI and under our bridge, same demo, rounds taken in turn.

    .venv/bin/python bench/one_port.py DATA_DIR [ROUNDS]     # DATA_DIR: where `diwan demo` built; needs wrk

CPU seconds are the worker's own (user + system), so a busy machine changes the speed but hardly the ratio, which is
printed last.
"""

import http.cookiejar
import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
SECONDS, CONNECTIONS, THREADS = 6, 8, 4
SERVERS = {
    "wsgi": ["--interface", "wsgi", "--blocking-threads", str(THREADS), "diwan.web.wsgi:application"],
    "bridge": ["--interface", "asginl", "--no-ws", "--backpressure", "4096", "diwan.web.asgi:application"],
}
PAGES = {"healthz": "/healthz", "feed, signed in": "/c/rooftop/feed/"}


def main(folder: str, rounds: int) -> None:
    running = {name: _start(arguments, folder) for name, arguments in SERVERS.items()}
    try:
        cookies = {name: _enter(port) for name, (_process, port) in running.items()}
        for page, path in PAGES.items():
            found: dict[str, list[float]] = {name: [] for name in running}
            for _ in range(rounds):
                for name, (process, port) in running.items():
                    found[name].append(_pages_per_cpu_second(_worker(process.pid), port, path, cookies[name]))
            medians = {name: statistics.median(values) for name, values in found.items()}
            shown = "  ".join(f"{name} {value:7.1f}" for name, value in medians.items())
            print(f"{page:16} {shown}  bridge/wsgi {medians['bridge'] / medians['wsgi']:.2f}", flush=True)
    finally:
        for process, _port in running.values():
            process.terminate()
            process.wait(timeout=30)


def _start(arguments: list[str], folder: str) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    told = {"DIWAN_DATA_DIR": folder, "DIWAN_DEMO": "1", "DIWAN_LIMITS": "off", "DIWAN_THREADS": str(THREADS)}
    environment = {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "diwan.settings.dev"}
    command = [str(Path(sys.executable).with_name("granian")), "--port", str(port), "--workers", "1", *arguments]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=5).close()
            return process, port
        except OSError:
            time.sleep(0.1)
    raise SystemExit("a server did not come up")


def _enter(port: int) -> str:
    """The cookies of a member who came in by the demo's door."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    browser.open(f"http://localhost:{port}/demo/").close()
    token = next(one.value for one in jar if one.name == "csrftoken")
    form = urllib.parse.urlencode({"as": "member", "csrfmiddlewaretoken": token}).encode()
    browser.open(f"http://localhost:{port}/demo/", form).close()
    return "; ".join(f"{one.name}={one.value}" for one in jar)


def _pages_per_cpu_second(worker: int, port: int, path: str, cookies: str) -> float:
    before = _cpu_seconds(worker)
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", f"Cookie: {cookies}"]
    told = subprocess.run([*command, f"http://localhost:{port}{path}"], capture_output=True, text=True, check=True)
    if "Non-2xx" in told.stdout:
        raise SystemExit(told.stdout)
    answered = re.search(r"(\d+) requests in", told.stdout)
    assert answered is not None
    return int(answered.group(1)) / (_cpu_seconds(worker) - before)


def _worker(parent: int) -> int:
    return int(Path(f"/proc/{parent}/task/{parent}/children").read_text().split()[0])


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
