"""The same settlement by the verifier, which shares no code with the engine. Pure."""

import json
from typing import Any

from diwan import verifier
from diwan.engine.public import Plan, canonical_json, plan_document


def recompute(plan: Plan, inputs: dict[str, Any]) -> dict[str, Any]:
    """Gross, alloc and pools as the independent implementation computes them, in minor units.

    It is handed plain copies, so that it cannot see what the engine made of the documents.
    """
    documents = json.loads(canonical_json([plan_document(plan), inputs]))
    result: dict[str, Any] = verifier.settle(*documents)
    return figures(result)


def figures(document: dict[str, Any]) -> dict[str, Any]:
    """What two implementations must agree on. Zeros are left out; the trail's wording is each one's own."""
    pools = {name: {**pool, "shares": _without_zeros(pool["shares"])} for name, pool in document["pools"].items()}
    return {"gross": document["gross"], "alloc": _without_zeros(document["alloc"]), "pools": pools}


def _without_zeros(amounts: dict[str, int]) -> dict[str, int]:
    return {name: amount for name, amount in amounts.items() if amount}
