"""I1: acts appended in batches through the door against raw executemany into a table with the same indexes.

    python bench/ingest.py [--acts 200000] [--batch 10000] [--rounds 7]

Both tables lie in one SQLite file (WAL, synchronous=FULL, as in production) and grow alike; one commit a batch. Rounds
are interleaved; the figure is the median of the rounds' CPU seconds (user and system; SQLite runs in this process),
raw / door: 1.0 means the door is free. The raw rows are ready-made tuples, the door's are drafts, so that neither is
charged for its caller. The raw table has the same columns, keys, indexes and CHECKs, but not the triggers that make
the book append-only; the second figure gives the raw table those too. The ratio to quote is the first, printed last.
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2026, 10, 1, tzinfo=UTC)
COLUMNS = "community_id, actor, recipient, kind, object_ref, magnitude, key, at, day, reason, turn"


def main() -> int:
    parser = argparse.ArgumentParser(description="acts per CPU second through the door, against raw SQL")
    parser.add_argument("--acts", type=int, default=200_000, help="acts in each round")
    parser.add_argument("--batch", type=int, default=10_000, help="acts in each commit")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="diwan-ingest-") as folder:
        os.environ |= {"DIWAN_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "diwan.settings.dev"}
        sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
        import django

        django.setup()
        return measure(arguments.acts, arguments.batch, arguments.rounds)


def measure(act_count: int, batch: int, rounds: int) -> int:
    """Run every way once per round; the tables have grown alike before each."""
    community_id = prepare()
    ways = {
        "door": lambda number: through_the_door(community_id, act_count, batch, number),
        "raw": lambda number: raw("raw_act", community_id, act_count, batch, number),
        "raw with triggers": lambda number: raw("guarded_act", community_id, act_count, batch, number),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds):
        for name, way in ways.items():
            seconds[name].append(way(number))
    for name, spent in seconds.items():
        print(f"{name:18} {act_count / statistics.median(spent):>10,.0f} acts per CPU second")
    for name in ("raw with triggers", "raw"):
        ratio = statistics.median(r / d for r, d in zip(seconds[name], seconds["door"], strict=True))
        print(f"{name} / door: {ratio:.2f}")
    return 0


def prepare() -> int:
    """A migrated database, one community, and two bare copies of the table of acts."""
    from django.core.management import call_command
    from django.db import connection

    from diwan.people.models import Community

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        query = "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'contributions_act' AND sql IS NOT NULL"
        statements = cursor.execute(query).fetchall()
        for copy, kinds in (("raw_act", {"table", "index"}), ("guarded_act", {"table", "index", "trigger"})):
            for kind, statement in statements:
                if kind in kinds:
                    cursor.execute(renamed(statement, copy))
    facts = {"name_ar": "بستان", "name_en": "Garden", "currency": "JOD", "timezone": "Asia/Amman", "opened_at": START}
    return Community.objects.create(slug="garden", **facts).pk


def renamed(statement: str, copy: str) -> str:
    """The same table, index or trigger under another table's name; index names are unique in the file."""
    for name in ("contributions_act", '"act_'):
        statement = statement.replace(name, copy if name == "contributions_act" else f'"{copy}_')
    return statement


def facts_of(act_count: int, number: int) -> list[tuple[uuid.UUID, uuid.UUID, str, int, datetime, str]]:
    """2,000 readers read 500 items of 100 authors: (actor, recipient, object, magnitude, at, key)."""
    people = [uuid.uuid5(uuid.NAMESPACE_URL, str(n)) for n in range(2000)]
    rows = []
    for n in range(act_count):
        reader, item = people[n * 7919 % 2000], n * 104_729 % 500
        at = START + timedelta(days=number, milliseconds=n * 300 % 86_400_000)
        ref = f"post:{item}"
        rows.append((reader, people[item % 100], ref, n % 1001, at, f"read:{ref}:{reader.hex}:{number}:{n}"))
    return rows


def through_the_door(community_id: int, act_count: int, batch: int, number: int) -> float:
    from diwan.contributions.public import ActDraft, record_acts

    facts = facts_of(act_count, number)
    drafts = [ActDraft(actor, to, "read", ref, points, at, key) for actor, to, ref, points, at, key in facts]
    return cpu_seconds(drafts, batch, lambda some: record_acts(community_id=community_id, acts=some))


def raw(table: str, community_id: int, act_count: int, batch: int, number: int) -> float:
    from django.db import connection

    rows = [
        (community_id, actor.hex, to.hex, "read", ref, points, key, str(at)[:-6], str(at.date()), "", 1)
        for actor, to, ref, points, at, key in facts_of(act_count, number)
    ]
    database = connection.connection
    statement = f"INSERT INTO {table} ({COLUMNS}) VALUES ({', '.join('?' * 11)})"

    def write(some: list[tuple[object, ...]]) -> None:
        database.execute("BEGIN IMMEDIATE")
        database.executemany(statement, some)
        database.execute("COMMIT")

    return cpu_seconds(rows, batch, write)


def cpu_seconds(rows: list, batch: int, write: Callable[[list], object]) -> float:
    before = cpu()
    for first in range(0, len(rows), batch):
        write(rows[first : first + batch])
    return cpu() - before


def cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
