"""From a document to checked Inputs. Every refusal is an InputsError that names its place."""

from collections.abc import Mapping
from typing import Any

from diwan.engine.errors import InputsError
from diwan.engine.inputs import Inputs, Member, Receipt
from diwan.engine.plan import ClaimsRule, Plan
from diwan.engine.reading import MOST, Reader

_KEYS = ("seed", "receipts", "actuals", "members", "persons", "signals", "points", "claims", "referrals")


def parse_inputs(document: Mapping[str, Any], plan: Plan) -> Inputs:
    """The inputs a document describes; keys that begin with an underscore are remarks. Raises InputsError."""
    if isinstance(document, Mapping):
        document = {key: value for key, value in document.items() if not str(key).startswith("_")}
    reader = Reader(document, "", InputsError).mapping(*_KEYS)
    return Inputs(
        seed=_seed(reader),
        receipts=_receipts(reader, plan),
        actuals={key: amount.whole() for key, amount in _section(reader, "actuals")},
        members={person: _member(each) for person, each in _people(reader, "members")},
        persons={account: person.person() for account, person in _people(reader, "persons")},
        signals={name: _signal(rows) for name, rows in _section(reader, "signals")},
        points={name: _points(weights) for name, weights in _section(reader, "points")},
        claims={pool: _claims(pool, rows, plan) for pool, rows in _section(reader, "claims")},
        referrals={payer: referrer.person() for payer, referrer in _people(reader, "referrals")},
    )


def _section(reader: Reader, key: str) -> list[tuple[str, Reader]]:
    return list(reader.at(key).items()) if key in reader else []


def _people(reader: Reader, key: str) -> list[tuple[str, Reader]]:
    return reader.at(key).people() if key in reader else []


def _seed(reader: Reader) -> str:
    return reader.at("seed").text() if reader.value.get("seed", "") != "" else ""


def _receipts(reader: Reader, plan: Plan) -> tuple[Receipt, ...]:
    kinds = {kind for waterfall in plan.waterfalls for kind in waterfall.kinds}
    receipts: dict[str, Receipt] = {}
    for each in reader.at("receipts").each() if "receipts" in reader else ():
        receipt = _receipt(each)
        if receipt.id in receipts:
            raise each.at("id").refuse("duplicate_receipt", f"the receipt '{receipt.id}' is listed twice")
        if receipt.kind not in kinds:
            raise each.at("kind").refuse("untaken_kind", f"no waterfall of this plan takes '{receipt.kind}'")
        receipts[receipt.id] = receipt
    return tuple(receipts.values())


def _receipt(reader: Reader) -> Receipt:
    reader.mapping("id", "payer", "kind", "gross", "tax", "fee", "to")
    receipt = Receipt(
        id=reader.at("id").text(),
        payer=reader.at("payer").person(),
        kind=reader.at("kind").text(),
        gross=reader.at("gross").whole(),
        tax=reader.at("tax").whole(),
        fee=reader.at("fee").whole(),
        to=reader.at("to").person() if reader.value.get("to") is not None else None,
    )
    if receipt.net < 0:
        raise reader.at("gross").refuse("gross_too_small", "tax and fee together exceed the gross amount")
    return receipt


def _member(reader: Reader) -> Member:
    reader.mapping("status", "trust", "tenure", "roles")
    return Member(
        suspended="status" in reader and reader.at("status").choice(("ok", "suspended")) == "suspended",
        trust=reader.at("trust").whole() if "trust" in reader else 0,
        tenure=reader.at("tenure").whole() if "tenure" in reader else 0,
        roles=frozenset(reader.at("roles").names()) if "roles" in reader else frozenset(),
    )


def _points(reader: Reader) -> dict[str, int]:
    return {member: weight.whole() for member, weight in reader.people()}


def _claims(pool: str, reader: Reader, plan: Plan) -> tuple[tuple[str, int], ...]:
    if pool not in plan.pools:
        raise reader.refuse("unknown_pool", f"no pool of this plan is called '{pool}'")
    if not isinstance(plan.pools[pool].rule, ClaimsRule):
        raise reader.refuse("no_claims_here", "only fixed_takes and bounty pools are shared by claims")
    claims = []
    for row in reader.each():
        pair = row.each()
        if len(pair) != 2:
            raise row.refuse("bad_claim", "a claim is a pair [member, amount]")
        claims.append((pair[0].person(), pair[1].whole()))
    return tuple(claims)


def _signal(reader: Reader) -> tuple[tuple[str, str, int], ...]:
    """The one long list of a period: the rows are checked in a plain loop, places are worked out only on error."""
    edges: list[tuple[str, str, int]] = []
    known: set[str] = set()
    for row in reader.each_value():
        if not (type(row) in (list, tuple) and len(row) == 3):
            raise _edge_refusal(reader, len(edges))
        payer, recipient, weight = row
        if type(weight) is not int or not 0 <= weight <= MOST:
            raise _edge_refusal(reader, len(edges))
        for person in (payer, recipient):
            if type(person) is not str or person not in known:
                Reader(person, f"{reader.place}[{len(edges)}]", InputsError).person()
                known.add(person)
        edges.append((payer, recipient, weight))
    return tuple(edges)


def _edge_refusal(reader: Reader, index: int) -> InputsError:
    message = "an edge is a triple [payer, recipient, weight] with a whole weight of 0 or more"
    return InputsError(f"{reader.place}[{index}]", "bad_edge", message)
