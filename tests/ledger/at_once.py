"""A program of its own: makes a database file, lets threads post at the same moment, prints what came of it.

The suite's SQLite database is in memory, and memory has one writer only; people's databases are files.
"""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first
from django.db import connection  # noqa: E402 - Django must be set up before

from diwan.ledger import public as ledger  # noqa: E402 - Django must be set up before
from diwan.people.public import Community  # noqa: E402 - Django must be set up before

AT = datetime(2026, 10, 5, tzinfo=UTC)
PARTY = uuid.uuid4()
AMOUNT = 100


def pay(community_id: int, key: str) -> int:
    try:
        entry = ledger.post(
            community_id=community_id,
            kind="payment_received",
            legs=[
                ledger.LegSpec("assets:bank", "debit", AMOUNT),
                ledger.LegSpec("liabilities:deferred", "credit", AMOUNT, PARTY),
            ],
            effective_date=date(2026, 10, 5),
            at=AT,
            key=key,
            currency="SAR",
        )
        return entry.number
    finally:
        connection.close()


def main() -> None:
    call_command("migrate", verbosity=0)
    community = Community.objects.create(
        slug="village", name_ar="قرية", name_en="Village", currency="SAR", timezone="Asia/Riyadh", opened_at=AT
    )
    keys = [f"order:{number}" for number in range(20)] + ["order:same"] * 10
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda key: pay(community.pk, key), keys))
    result = {
        "numbers": sorted(set(numbers)),
        "repeated": len(set(numbers[20:])),
        "bank_minor": ledger.balance(community_id=community.pk, account="assets:bank"),
        "findings": [finding.sentence for finding in ledger.check()],
    }
    print(json.dumps(result))


main()
