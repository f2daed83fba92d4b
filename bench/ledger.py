"""L1: posting through the ledger's door against raw SQL into two tables with a balance check in the database.
L3: a settlement of many entries in one commit through the door, all checks on, against an unchecked bulk load.

    python bench/ledger.py [--entries 300] [--rounds 5] [--bulk 100000]

Each round posts the same entries, one commit each and three legs, in three ways that alternate:
  door  `ledger.post`: chart, balance, idempotency, numbering, hash chain, head, seals, triggers present;
  raw   the rows alone, ready made, by two INSERTs into the ledger's own tables, whose triggers check the balance;
  bare  the same facts in two tables with five columns and two indexes, and one trigger that checks the balance.
CPU seconds (user + system) are those of this process and of the database's process that serves it. Prints medians;
L1 is raw ÷ door, so higher is better. DATABASE_URL chooses the database, otherwise a fresh SQLite file; both with the
program's own durability.

L3 is the CPU of loading the same facts unchecked (COPY on PostgreSQL, executemany on SQLite; no trigger, no hash, no
key) ÷ the CPU of `ledger.post_many`. L2 compares with django-hordak, which needs PostgreSQL and an environment of its
own; it is not measured by this command, and it says so.
"""

import argparse
import json
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
from diwan.ledger.models import Account  # noqa: E402
from diwan.ledger.models.entry import NUMBERS  # noqa: E402
from diwan.people.public import Community  # noqa: E402

AT = datetime(2026, 10, 5, tzinfo=UTC)
DAY = date(2026, 10, 5)
PAYER = uuid.uuid4()
LEGS = [
    ("assets:bank", "debit", 9_700),
    ("assets:prepaid_fees", "debit", 300),
    ("liabilities:deferred", "credit", 10_000),
]
BARE_TABLES = {
    "sqlite": [
        "CREATE TABLE bare_entry (id integer PRIMARY KEY, community_id bigint, kind text, day text, key text UNIQUE)",
        "CREATE TABLE bare_leg (id integer PRIMARY KEY, entry_id bigint REFERENCES bare_entry"
        " DEFERRABLE INITIALLY DEFERRED, account_id bigint, party text, side text, amount bigint)",
        "CREATE INDEX bare_leg_entry ON bare_leg (entry_id)",
        "CREATE INDEX bare_leg_balance ON bare_leg (account_id, party)",
        "CREATE TRIGGER bare_balanced BEFORE INSERT ON bare_entry WHEN (SELECT sum(CASE side WHEN 'debit' THEN amount"
        " ELSE -amount END) FROM bare_leg WHERE entry_id = NEW.id) <> 0 BEGIN SELECT RAISE(ABORT, 'unbalanced'); END",
    ],
    "postgresql": [
        "CREATE TABLE bare_entry (id bigint PRIMARY KEY, community_id bigint, kind text, day date, key text UNIQUE)",
        "CREATE TABLE bare_leg (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entry_id bigint"
        " REFERENCES bare_entry DEFERRABLE INITIALLY DEFERRED,"
        " account_id bigint, party uuid, side text, amount bigint)",
        "CREATE INDEX bare_leg_entry ON bare_leg (entry_id)",
        "CREATE INDEX bare_leg_balance ON bare_leg (account_id, party)",
        "CREATE FUNCTION bare_balanced() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT sum(CASE side WHEN"
        " 'debit' THEN amount ELSE -amount END) FROM bare_leg WHERE entry_id = NEW.entry_id) <> 0 THEN"
        " RAISE EXCEPTION 'unbalanced'; END IF; RETURN NEW; END $$",
        "CREATE CONSTRAINT TRIGGER bare_balanced AFTER INSERT ON bare_leg DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION bare_balanced()",
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


def bare(community_id: int, keys: Iterator[int], count: int) -> None:
    payer = PAYER.hex if connection.vendor == "sqlite" else PAYER
    for _turn in range(count):
        entry_id = next(keys)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO bare_leg (entry_id, account_id, party, side, amount) VALUES (%s, %s, %s, %s, %s)",
                [(entry_id, place, payer, side, amount) for place, (_account, side, amount) in enumerate(LEGS)],
            )
            cursor.execute(
                "INSERT INTO bare_entry (id, community_id, kind, day, key) VALUES (%s, %s, %s, %s, %s)",
                [entry_id, community_id, "payment_received", DAY, f"bench:{entry_id}"],
            )


def raw(community_id: int, keys: Iterator[int], count: int) -> None:
    """Ready-made rows into the ledger's own tables: no head, no chain, numbers of their own (far behind the book's)."""
    codes = dict(Account.objects.filter(community_id=community_id).values_list("code", "id"))
    sqlite = connection.vendor == "sqlite"
    payer, at = (PAYER.hex, "2026-10-05 00:00:00") if sqlite else (PAYER, AT)
    day = str(DAY) if sqlite else DAY
    text = json.dumps(LEGS)
    for _turn in range(count):
        number = 10**9 + next(keys)
        entry_id = community_id * NUMBERS + number
        legs = [
            (entry_id, community_id, codes[account], place, side, amount, payer, "SAR")
            for place, (account, side, amount) in enumerate(LEGS, start=1)
        ]
        entry = (entry_id, community_id, number, "payment_received", day, at, f"bench:{number}", "", "", "{}")
        hashes = ("0" * 64, "0" * 64, "0" * 64)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO ledger_leg (entry_id, community_id, account_id, position, side, amount_minor, party,"
                " currency) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                legs,
            )
            cursor.execute(
                "INSERT INTO ledger_entry (id, community_id, number, kind, effective_date, recorded_at, key,"
                " source_ref, description, detail, currency, leg_count, total_minor, running_minor, legs_text,"
                f" body_hash, previous_hash, entry_hash) VALUES ({', '.join(['%s'] * 18)})",
                [*entry, "SAR", len(LEGS), 10_000, 10_000, text, *hashes],
            )


def timed(work: Callable[[int, Iterator[int], int], None], community_id: int, keys: Iterator[int], count: int) -> float:
    before = cpu_seconds()
    work(community_id, keys, count)
    return cpu_seconds() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bulk", type=int, default=100_000)
    args = parser.parse_args()
    call_command("migrate", verbosity=0)
    names = {"name_ar": "x", "name_en": "x", "currency": "SAR", "timezone": "UTC", "opened_at": AT}
    community = Community.objects.create(slug=f"bench-{uuid.uuid4().hex[:8]}", **names)
    with connection.cursor() as cursor:
        for statement in ("DROP TABLE IF EXISTS bare_leg", "DROP TABLE IF EXISTS bare_entry"):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS bare_balanced")
        for statement in BARE_TABLES[connection.vendor]:
            cursor.execute(statement)
    keys = iter(range(1, 10**9))
    ways = (through_the_door, raw, bare)
    for way in ways:
        timed(way, community.pk, keys, 50)
    taken: dict[str, list[float]] = {way.__name__: [] for way in ways}
    for _round in range(args.rounds):
        for way in ways:
            taken[way.__name__].append(timed(way, community.pk, keys, args.entries) / args.entries * 1_000_000)
    door, of_raw, of_bare = (statistics.median(taken[way.__name__]) for way in ways)
    print(f"{connection.vendor}, CPU per entry: door {door:.0f} us, raw {of_raw:.0f} us, bare {of_bare:.0f} us")
    print(f"bare / door: {_ratio(taken['bare'], taken['through_the_door']):.3f}")
    print(f"L1 (raw / door): {_ratio(taken['raw'], taken['through_the_door']):.3f}")
    bulk(community.pk, keys, args.bulk)


def bulk(community_id: int, keys: Iterator[int], count: int) -> None:
    """A settlement: `count` entries of three legs in one commit, through the door and unchecked; prints L3."""
    numbers = [next(keys) for _turn in range(count)]
    legs = [
        ledger.LegSpec(account, side, amount, PAYER if account == "liabilities:deferred" else None)
        for account, side, amount in LEGS
    ]
    specs = [
        ledger.EntrySpec(
            kind="settlement_posted", legs=legs, effective_date=DAY, key=f"bulk:{number}", currency="SAR",
            source_ref="", description="", detail={},
        )
        for number in numbers
    ]  # fmt: skip
    before = cpu_seconds()
    ledger.post_many(community_id=community_id, entries=specs, at=AT)
    checked = cpu_seconds() - before
    unguard()
    before = cpu_seconds()
    load(community_id, [10**10 + number for number in numbers])
    unchecked = cpu_seconds() - before
    print(f"{count} entries in one commit: checked {checked:.2f} CPU s, unchecked {unchecked:.2f} CPU s")
    print(f"L3 (unchecked / checked): {unchecked / checked:.3f}")
    print("L2 not measured: it needs django-hordak in an environment of its own")


def unguard() -> None:
    with connection.cursor() as cursor:
        on = " ON bare_leg" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER bare_balanced{on}")


def load(community_id: int, numbers: list[int]) -> None:
    """The same facts, nothing looked at."""
    text = connection.vendor == "sqlite"
    payer = PAYER.hex if text else PAYER
    entries = [(number, community_id, "settlement_posted", DAY.isoformat(), f"bulk:{number}") for number in numbers]
    legs = [
        (number, place, payer, side, amount)
        for number in numbers
        for place, (_account, side, amount) in enumerate(LEGS)
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, rows in (
            ("bare_entry", "id, community_id, kind, day, key", entries),
            ("bare_leg", "entry_id, account_id, party, side, amount", legs),
        ):
            if text:
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES (%s, %s, %s, %s, %s)", rows)
                continue
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copying:
                for row in rows:
                    copying.write_row(row)


def _ratio(ours: list[float], doors: list[float]) -> float:
    return statistics.median(one / door for one, door in zip(ours, doors, strict=True))


if __name__ == "__main__":
    main()
