"""What a phone makes of the public pages: Lighthouse's four scores for landing, feed and a thread, in both languages.

    .venv/bin/python bench/lighthouse.py [--folder DIR] [--port 8899] [--runs 3] [--chrome /usr/bin/chromium]

Runs npm's `lighthouse` (fetched by npx; nothing of it is needed to run or to test Diwan) against a demo server with the
settings of a mid-range phone. The last lines are the scores; the reports stay in the folder.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOAL = {"performance": 90, "accessibility": 95, "best-practices": 95, "seo": 95}


def main() -> int:
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    base = f"http://localhost:{options.port}"
    environment = {
        **os.environ,
        "DIWAN_DATA_DIR": str(options.folder / "data"),
        "DIWAN_BASE_URL": base,
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "diwan", "serve", "--demo", "--port", str(options.port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _await(options.port)
        scores = {name: _scores(name, base + path, options) for name, path in _pages(base).items()}
    finally:
        server.terminate()
        server.wait(timeout=30)
    return _print(scores)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "lighthouse")
    parser.add_argument("--port", type=int, default=8899)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--chrome", default="/usr/bin/chromium")
    return parser.parse_args()


def _pages(base: str) -> dict[str, str]:
    with urllib.request.urlopen(f"{base}/c/rooftop/feed/") as answer:
        page = answer.read().decode()
    thread = "/c/rooftop/t/" + page.split("/c/rooftop/t/")[1].split("/")[0] + "/"
    paths = {"landing": "/c/rooftop/", "feed": "/c/rooftop/feed/", "thread": thread}
    return {f"{name} {code}": f"{path}?lang={code}" for name, path in paths.items() for code in ("ar", "en")}


def _scores(name: str, url: str, options: argparse.Namespace) -> dict[str, int]:
    """Of an odd number of runs, the one in the middle: a busy machine makes single runs wander."""
    urllib.request.urlopen(url).read()  # as for the second visitor
    runs = [_run(name, url, number, options) for number in range(1, options.runs + 1)]
    found = sorted(runs, key=lambda run: float(run["categories"]["performance"]["score"]))[len(runs) // 2]
    for key in CATEGORIES:
        for audit in found["categories"][key]["auditRefs"]:
            result = found["audits"][audit["id"]]
            if audit["weight"] and result["score"] is not None and result["score"] < 0.9:
                print(f"  {name} {key} {audit['id']}: {result['score']} {result.get('displayValue', '')}", flush=True)
    return {key: round(found["categories"][key]["score"] * 100) for key in CATEGORIES}


def _run(name: str, url: str, number: int, options: argparse.Namespace) -> dict[str, Any]:
    report = options.folder / f"{name.replace(' ', '-')}-{number}.json"
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    command = ["npx", "--yes", "lighthouse", url, "--quiet", flags, "--output=json", f"--output-path={report}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    subprocess.run(command, env={**os.environ, "CHROME_PATH": options.chrome}, check=True)
    return dict(json.loads(report.read_text(encoding="utf-8")))


def _print(scores: dict[str, dict[str, int]]) -> int:
    print(f"{'page':12}" + "".join(f"{key:>16}" for key in CATEGORIES))
    for name, found in scores.items():
        print(f"{name:12}" + "".join(f"{found[key]:>16}" for key in CATEGORIES))
    return 0 if all(found[key] >= GOAL[key] for found in scores.values() for key in CATEGORIES) else 1


def _await(port: int) -> None:
    for _ in range(1_800):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")


if __name__ == "__main__":
    raise SystemExit(main())
