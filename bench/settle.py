"""How dear is fairness? CPU seconds of settle() on a large month ÷ CPU seconds of merely reading that month's JSON.

Run: python bench/settle.py [edges]      The ratio is printed last; rounds are interleaved and the median counts.
"""

import json
import sys
from random import Random
from statistics import median
from time import process_time

from diwan.engine.public import canonical_json, fingerprint, parse_inputs, parse_plan, settle, settlement_document

EDGES = int(sys.argv[1]) if len(sys.argv) > 1 else 183_775
ROUNDS = 5

PLAN = {
    "plan": "bench", "version": 1, "currency": "SAR", "period": "month",
    "waterfalls": [
        {"name": "members", "from": ["membership"], "lines": [
            {"name": "owner", "take": {"bps": 1500}, "to": "acct:owner"},
            {"name": "authors", "take": "rest", "to": "pool:authors"},
        ]},
    ],
    "pools": {"authors": {"rule": "user_centric", "signal": "value", "cap_bps": 500}},
}  # fmt: skip


def a_large_month(edges: int) -> str:
    """One payer to about nine edges, one author to about ninety."""
    rng = Random(41_20)
    payers = [f"payer{number}" for number in range(edges // 9)]
    authors = [f"author{number}" for number in range(edges // 90)]
    pairs: dict[tuple[str, str], int] = {}
    while len(pairs) < edges:
        pairs[rng.choice(payers), rng.choice(authors)] = rng.randint(1, 20_000)
    receipts = [
        {"id": f"r-{payer}", "payer": payer, "kind": "membership", "gross": 5750, "tax": 750, "fee": 150}
        for payer in payers
    ]
    value = [[payer, author, weight] for (payer, author), weight in pairs.items()]
    return json.dumps({"seed": "bench", "receipts": receipts, "signals": {"value": value}})


def main() -> None:
    """Print the median CPU seconds of each stage, the hash of the result, and the ratio."""
    text = a_large_month(EDGES)
    plan = parse_plan(PLAN)
    seconds: dict[str, list[float]] = {"read": [], "check": [], "settle": []}
    for _ in range(ROUNDS):
        times = [process_time()]
        document = json.loads(text)
        times.append(process_time())
        inputs = parse_inputs(document, plan)
        times.append(process_time())
        settlement = settle(plan, inputs)
        times.append(process_time())
        for stage, start, end in zip(seconds, times, times[1:], strict=False):
            seconds[stage].append(end - start)
        size, result = len(settlement.edges), fingerprint(settlement_document(settlement))
        assert canonical_json(settlement_document(settlement))
        del document, inputs, settlement
    for stage, measured in seconds.items():
        print(f"{stage:7}{median(measured):8.3f} CPU s")
    print(f"edges   {size}\nsha256  {result}")
    print(f"ratio   {median(seconds['settle']) / median(seconds['read']):.1f} (settle ÷ read)")


if __name__ == "__main__":
    main()
