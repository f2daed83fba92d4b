"""L1: posting through the ledger's door against the rawest SQL that still checks the balance, on the same database.

    python bench/ledger.py [--entries 400] [--rounds 5]

Each round posts the same entries (one commit each, three legs) once through `ledger.post` and once as two INSERTs into
two bare tables with a balance check in the database; the rounds alternate. CPU seconds (user + system) are those of
this process and of the database's processes. Prints the median ratio last: raw ÷ door, so higher is better.
DATABASE_URL chooses the database; otherwise a fresh SQLite file with the program's own durability settings.
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.settings.test")
os.environ.setdefault("DIWAN_DATA_DIR", tempfile.mkdtemp(prefix="diwan-bench-"))

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first
from django.db import connection, transaction  # noqa: E402

from diwan.ledger import public as ledger  # noqa: E402
from diwan.people.public import Community  # noqa: E402

AT = datetime(2026, 10, 5, tzinfo=UTC)
DAY = date(2026, 10, 5)
PAYER = uuid.uuid4()
LEGS = [
    ("assets:bank", "debit", 9_700),
    ("assets:prepaid_fees", "debit", 300),
    ("liabilities:deferred", "credit", 10_000),
]
RAW_TABLES = {
    "sqlite": [
        "CREATE TABLE raw_entry (id integer PRIMARY KEY, community_id bigint, kind text, day text, key text UNIQUE)",
        "CREATE TABLE raw_leg (id integer PRIMARY KEY, entry_id bigint REFERENCES raw_entry DEFERRABLE INITIALLY DEFERRED,"
        " account_id bigint, party text, side text, amount bigint)",
        "CREATE INDEX raw_leg_entry ON raw_leg (entry_id)",
        "CREATE INDEX raw_leg_balance ON raw_leg (account_id, party)",
        "CREATE TRIGGER raw_balanced BEFORE INSERT ON raw_entry WHEN (SELECT sum(CASE side WHEN 'debit' THEN amount"
        " ELSE -amount END) FROM raw_leg WHERE entry_id = NEW.id) <> 0 BEGIN SELECT RAISE(ABORT, 'unbalanced'); END",
    ],
    "postgresql": [
        "CREATE TABLE raw_entry (id bigint PRIMARY KEY, community_id bigint, kind text, day date, key text UNIQUE)",
        "CREATE TABLE raw_leg (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entry_id bigint REFERENCES raw_entry"
        " DEFERRABLE INITIALLY DEFERRED, account_id bigint, party uuid, side text, amount bigint)",
        "CREATE INDEX raw_leg_entry ON raw_leg (entry_id)",
        "CREATE INDEX raw_leg_balance ON raw_leg (account_id, party)",
        "CREATE FUNCTION raw_balanced() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT sum(CASE side WHEN"
        " 'debit' THEN amount ELSE -amount END) FROM raw_leg WHERE entry_id = NEW.entry_id) <> 0 THEN"
        " RAISE EXCEPTION 'unbalanced'; END IF; RETURN NEW; END $$",
        "CREATE CONSTRAINT TRIGGER raw_balanced AFTER INSERT ON raw_leg DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION raw_balanced()",
    ],
}


def cpu_seconds() -> float:
    """User and system time of this process and, on PostgreSQL, of the server process that serves it."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    total = own.ru_utime + own.ru_stime
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rsplit(")", 1)[1].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def through_the_door(community_id: int, keys: Iterator[int], count: int) -> None:
    for _turn in range(count):
        ledger.post(
            community_id=community_id,
            kind="payment_received",
            legs=[
                ledger.LegSpec(account, side, amount, PAYER if account == "liabilities:deferred" else None)
                for account, side, amount in LEGS
            ],
            effective_date=DAY,
            at=AT,
            key=f"bench:{next(keys)}",
            currency="SAR",
        )


def raw(community_id: int, keys: Iterator[int], count: int) -> None:
    payer = PAYER.hex if connection.vendor == "sqlite" else PAYER
    for _turn in range(count):
        entry_id = next(keys)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO raw_leg (entry_id, account_id, party, side, amount) VALUES (%s, %s, %s, %s, %s)",
                [(entry_id, place, payer, side, amount) for place, (_account, side, amount) in enumerate(LEGS)],
            )
            cursor.execute(
                "INSERT INTO raw_entry (id, community_id, kind, day, key) VALUES (%s, %s, %s, %s, %s)",
                [entry_id, community_id, "payment_received", DAY, f"bench:{entry_id}"],
            )


def timed(work: Callable[[int, Iterator[int], int], None], community_id: int, keys: Iterator[int], count: int) -> float:
    before = cpu_seconds()
    work(community_id, keys, count)
    return cpu_seconds() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    call_command("migrate", verbosity=0)
    names = {"name_ar": "x", "name_en": "x", "currency": "SAR", "timezone": "UTC", "opened_at": AT}
    community = Community.objects.create(slug=f"bench-{uuid.uuid4().hex[:8]}", **names)
    with connection.cursor() as cursor:
        for statement in ("DROP TABLE IF EXISTS raw_leg", "DROP TABLE IF EXISTS raw_entry"):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS raw_balanced")
        for statement in RAW_TABLES[connection.vendor]:
            cursor.execute(statement)
    keys = iter(range(1, 10**9))
    for work in (through_the_door, raw):
        timed(work, community.pk, keys, 50)
    ratios = []
    for number in range(args.rounds):
        door, bare = (timed(work, community.pk, keys, args.entries) for work in (through_the_door, raw))
        ratios.append(bare / door)
        micros = 1_000_000 / args.entries
        print(f"round {number + 1}: door {door * micros:.0f} us, raw {bare * micros:.0f} us, ratio {bare / door:.3f}")
    print(f"L1 on {connection.vendor}: {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()
