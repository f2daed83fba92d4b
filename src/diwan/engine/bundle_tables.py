"""The tables of a bundle: the inputs and outputs documents of a settlement as sorted rows.

Every table has a key, and no two rows of a table share it: repeated signals and claims are added up here, as the
settlement itself adds them up, so that shuffling the inputs cannot change a byte of the bundle.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Final, TypeAlias

from diwan.engine.bundle_bytes import (
    BundleError,
    Row,
    as_count,
    as_integer,
    as_list,
    as_mapping,
    as_text,
    canonical_csv,
    canonical_json,
)

Document: TypeAlias = Mapping[str, object]

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "inputs/receipts.csv": ("id", "payer", "kind", "gross", "tax", "fee", "to"),
    "inputs/reversals.csv": ("receipt",),
    "inputs/signals.csv": ("signal", "payer", "recipient", "weight"),
    "inputs/points.csv": ("signal", "member", "weight"),
    "inputs/claims.csv": ("pool", "member", "amount"),
    "inputs/members.csv": ("member", "status", "trust", "tenure", "roles"),
    "inputs/actuals.csv": ("key", "amount"),
    "inputs/referrals.csv": ("payer", "referrer"),
    "inputs/persons.csv": ("account", "person"),
    "outputs/alloc.csv": ("id", "amount"),
    "outputs/pools.csv": ("pool", "entry", "person", "amount"),
    "outputs/edges.csv": ("pool", "feed", "payer", "recipient", "weight", "total_weight", "budget", "amount"),
    "outputs/trail.csv": ("n", "to", "amount", "why"),
    "outputs/adjustments.csv": ("id", "amount"),
    "outputs/leaves.csv": ("tree", "index", "hash"),
}
_KEY_WIDTHS: Final = {
    "inputs/signals.csv": 3,
    "inputs/points.csv": 2,
    "inputs/claims.csv": 2,
    "outputs/pools.csv": 3,
    "outputs/edges.csv": 4,
}
_INPUT_KEYS: Final = {path.removeprefix("inputs/").removesuffix(".csv") for path in HEADERS if path[0] == "i"} | {
    "seed"
}


def input_tables(inputs: Document) -> dict[str, list[Row]]:
    """Rows of every inputs/*.csv, by path. Raises BundleError for unknown keys, wrong types and repeated ids."""
    for key in inputs:
        if key not in _INPUT_KEYS and not key.startswith("_"):
            raise BundleError(f"inputs: unknown key {key!r}")
    makers: dict[str, Callable[[], Iterable[Row]]] = {
        "inputs/receipts.csv": lambda: _receipts(as_list(inputs.get("receipts", []), "receipts")),
        "inputs/reversals.csv": lambda: _reversals(as_list(inputs.get("reversals", []), "reversals")),
        "inputs/signals.csv": lambda: _added_up(_triples(inputs, "signals")),
        "inputs/points.csv": lambda: _points(as_mapping(inputs.get("points", {}), "points")),
        "inputs/claims.csv": lambda: _added_up(_claims(inputs)),
        "inputs/members.csv": lambda: _members(as_mapping(inputs.get("members", {}), "members")),
        "inputs/actuals.csv": lambda: _amounts(inputs.get("actuals", {}), "actuals"),
        "inputs/referrals.csv": lambda: _names(inputs.get("referrals", {}), "referrals"),
        "inputs/persons.csv": lambda: _names(inputs.get("persons", {}), "persons"),
    }
    return {path: _keyed(path, make()) for path, make in makers.items()}


def output_tables(outputs: Document, pool_names: Iterable[str]) -> dict[str, list[Row]]:
    """Rows of every outputs/*.csv but the leaves, by path; every pool of the plan has its rows, an unfed one zeros."""
    pools = as_mapping(outputs.get("pools", {}), "pools")
    trail = as_list(outputs.get("trail", []), "trail")
    tables: dict[str, Iterable[Row]] = {
        "outputs/alloc.csv": (row for row in _amounts(outputs.get("alloc", {}), "alloc") if row[1]),
        "outputs/pools.csv": _pools(pools, {*pool_names, *pools}),
        "outputs/edges.csv": map(_edge, as_list(outputs.get("edges", []), "edges")),
        "outputs/adjustments.csv": _differences(as_mapping(outputs.get("adjustments", {}), "adjustments")),
    }
    keyed = {path: _keyed(path, rows) for path, rows in tables.items()}
    return {**keyed, "outputs/trail.csv": [_posting(n, one) for n, one in enumerate(trail, 1)]}


def write_tables(tables: Mapping[str, Iterable[Row]]) -> dict[str, bytes]:
    """Canonical CSV bytes of each table, by path."""
    return {path: canonical_csv(HEADERS[path], rows) for path, rows in tables.items()}


def _keyed(path: str, rows: Iterable[Row]) -> list[Row]:
    """Rows in order of their text; no two may share the table's key. Raises BundleError naming the one that does."""
    width = _KEY_WIDTHS.get(path, 1)
    ordered = sorted(rows, key=lambda row: tuple(map(str, row)))
    for one, other in pairwise(ordered):
        if one[:width] == other[:width]:
            raise BundleError(f"{path}: {one[:width]} comes twice")
    return ordered


def _receipts(receipts: Iterable[object]) -> Iterable[Row]:
    for position, one in enumerate(receipts):
        receipt = as_mapping(one, f"receipts[{position}]")
        place = f"receipt {receipt.get('id')!r}"
        names = [as_text(receipt.get(key), f"{place}.{key}") for key in ("id", "payer", "kind")]
        sums = [as_count(receipt.get(key, 0), f"{place}.{key}") for key in ("gross", "tax", "fee")]
        yield (*names, *sums, as_text(receipt.get("to") or "", f"{place}.to"))


def _reversals(receipts: Iterable[object]) -> Iterable[Row]:
    return ((as_text(one, "reversals"),) for one in receipts)


def _triples(inputs: Document, key: str) -> Iterable[tuple[str, str, str, int]]:
    for name, rows in as_mapping(inputs.get(key, {}), key).items():
        for row in as_list(rows, f"{key}.{name}"):
            payer, recipient, weight = _cells(row, 3, f"{key}.{name}")
            place = f"{key}.{name}"
            yield name, as_text(payer, place), as_text(recipient, place), as_count(weight, place)


def _claims(inputs: Document) -> Iterable[tuple[str, str, int]]:
    for pool, rows in as_mapping(inputs.get("claims", {}), "claims").items():
        for row in as_list(rows, f"claims.{pool}"):
            member, amount = _cells(row, 2, f"claims.{pool}")
            yield pool, as_text(member, f"claims.{pool}"), as_count(amount, f"claims.{pool}.{member}")


def _cells(row: object, width: int, place: str) -> list[object]:
    cells = list(as_list(row, place))
    if len(cells) != width:
        raise BundleError(f"{place}: {width} cells expected, found {row!r}")
    return cells


def _added_up(rows: Iterable[tuple[str, str, str, int]] | Iterable[tuple[str, str, int]]) -> Iterable[Row]:
    sums: Counter[tuple[str, ...]] = Counter()
    for *key, amount in rows:
        sums[tuple(map(str, key))] += int(amount)
    return ((*key, amount) for key, amount in sums.items())


def _points(points: Document) -> Iterable[Row]:
    for signal, weights in points.items():
        for member, weight in as_mapping(weights, f"points.{signal}").items():
            yield signal, member, as_count(weight, f"points.{signal}.{member}")


def _members(members: Document) -> Iterable[Row]:
    for name, one in members.items():
        member = as_mapping(one, f"members.{name}")
        roles = sorted({as_text(role, f"members.{name}.roles") for role in as_list(member.get("roles", []), name)})
        trust, tenure = (as_count(member.get(key, 0), f"members.{name}.{key}") for key in ("trust", "tenure"))
        status = as_text(member.get("status", "ok"), f"members.{name}.status")
        yield name, status, trust, tenure, canonical_json(roles).decode()


def _amounts(amounts: object, place: str) -> Iterable[Row]:
    return ((name, as_count(value, f"{place}.{name}")) for name, value in as_mapping(amounts, place).items())


def _differences(differences: Document) -> Iterable[Row]:
    rows = ((name, as_integer(value, f"adjustments.{name}")) for name, value in differences.items())
    return (row for row in rows if row[1])


def _names(names: object, place: str) -> Iterable[Row]:
    return ((name, as_text(other, f"{place}.{name}")) for name, other in as_mapping(names, place).items())


def _pools(pools: Document, names: Iterable[str]) -> Iterable[Row]:
    for name in names:
        pool = as_mapping(pools.get(name, {}), f"pools.{name}")
        for entry in ("amount", "unallocated", "dust"):
            yield name, entry, "", as_count(pool.get(entry, 0), f"pools.{name}.{entry}")
        for person, amount in _amounts(pool.get("shares", {}), f"pools.{name}.shares"):
            if amount:
                yield name, "share", person, amount


def _edge(one: object) -> Row:
    edge = as_mapping(one, "edges")
    ends = [as_text(edge.get(key), f"edges.{key}") for key in ("pool", "feed", "payer", "recipient")]
    return (*ends, *(as_count(edge.get(key), f"edges.{key}") for key in ("weight", "total_weight", "budget", "amount")))


def _posting(n: int, one: object) -> Row:
    posting = as_mapping(one, f"trail[{n}]")
    amount = as_count(posting.get("amount"), f"trail[{n}].amount")
    return n, as_text(posting.get("to"), f"trail[{n}].to"), amount, as_text(posting.get("why"), f"trail[{n}].why")
