"""Refunds and chargebacks: settle the closed period again without the reversed receipts, and post the difference."""

from collections.abc import Iterable
from dataclasses import replace

from diwan.engine.compare import compare
from diwan.engine.errors import InputsError
from diwan.engine.inputs import Inputs
from diwan.engine.plan import Plan
from diwan.engine.settle import settle


def reverse(plan: Plan, inputs: Inputs, ids: Iterable[str], *, already: Iterable[str] = ()) -> dict[str, int]:
    """{account or person: adjustment} in minor units, zeros omitted; the adjustments sum to minus the reversed gross.

    `already` names receipts reversed before, so reversing one by one ends where reversing at once does.
    Raises InputsError for an id that is no receipt of the period.
    """
    before = without(inputs, already)
    return dict(compare(settle(plan, before), settle(plan, without(before, ids))).differences)


def without(inputs: Inputs, ids: Iterable[str]) -> Inputs:
    """The same period as if these receipts had never been. Raises InputsError for an unknown id."""
    gone = set(ids)
    unknown = gone - {receipt.id for receipt in inputs.receipts}
    if unknown:
        raise InputsError("receipts", "unknown_receipt", f"no receipt of the period is called '{min(unknown)}'")
    return replace(inputs, receipts=tuple(receipt for receipt in inputs.receipts if receipt.id not in gone))
