#!/usr/bin/env python3
"""Check a settlement without trusting whoever made it.

    python3 verifier.py DIR                                the whole bundle (auditor)
    python3 verifier.py DIR --public                       its public files only (anyone)
    python3 verifier.py --proof FILE --root HEX            one's own line (member)

This file is the second implementation of the settlement, written from the specification alone. It imports the Python
standard library (3.11 or newer) and nothing of the program that wrote the bundle. Read it from the top: bytes,
signature, tree, plan, inputs, waterfall, rules, rounding, settlement, then the checks that compare. Money is counted in
integers of the currency's minor unit; inside a flow pool in 10^-12 of it. Exit code: 0 verified, 1 not, 2 misused.

What a verified bundle proves: this plan on these inputs gives these outputs, the totals add up, and nothing was changed
after signing. What it cannot prove: that the inputs are true.
"""

import argparse
import base64
import binascii
import csv
import hashlib
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, pairwise
from math import floor, isqrt
from pathlib import Path
from typing import Any, Final, NamedTuple

Json = Any
SCALE: Final = 10**12
MOST_EDGES: Final = 5 * 10**8


class Refused(Exception):
    """Something that cannot be read or settled; the message names the file and the place."""


# ── 1. Canonical bytes ───────────────────────────────────────────────────────────────────────────────────────────────


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: Json) -> bytes:
    """The one JSON text of `value`: keys sorted by code point, no blanks, shortest escapes, integers in full."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def read_json(path: str, data: bytes) -> dict[str, Json]:
    """Parse a JSON object and insist that its bytes are the canonical ones."""
    try:
        value = json.loads(data.decode("utf-8"), parse_float=_no_float, parse_constant=_no_float)
        exact = canonical(value) == data
    except (ValueError, RecursionError) as error:
        raise Refused(f"{path}: not readable as JSON of integers and text ({error})") from None
    if not isinstance(value, dict) or not exact:
        raise Refused(f"{path}: not in canonical form")
    return value


def _no_float(text: str) -> Json:
    raise ValueError(f"{text} is not an integer")


@dataclass(frozen=True)
class Table:
    """A CSV table: column names, the kind of each (t text, n count, i integer of either sign, r roles, h hash), key."""

    columns: tuple[str, ...]
    kinds: str
    key: int

    def sort_key(self, cells: Sequence[str]) -> tuple[Any, ...]:
        """Rows ascend by their key: counts as numbers, everything else by code point."""
        return tuple(
            int(cell) if kind == "n" else cell for cell, kind in zip(cells[: self.key], self.kinds, strict=False)
        )


TABLES: Final = {
    "inputs/receipts.csv": Table(("id", "payer", "kind", "gross", "tax", "fee", "to"), "tttnnnt", 1),
    "inputs/reversals.csv": Table(("receipt",), "t", 1),
    "inputs/signals.csv": Table(("signal", "payer", "recipient", "weight"), "tttn", 3),
    "inputs/points.csv": Table(("signal", "member", "weight"), "ttn", 2),
    "inputs/claims.csv": Table(("pool", "member", "amount"), "ttn", 2),
    "inputs/members.csv": Table(("member", "status", "trust", "tenure", "roles"), "ttnnr", 1),
    "inputs/actuals.csv": Table(("key", "amount"), "tn", 1),
    "inputs/referrals.csv": Table(("payer", "referrer"), "tt", 1),
    "inputs/persons.csv": Table(("account", "person"), "tt", 1),
    "outputs/alloc.csv": Table(("id", "amount"), "tn", 1),
    "outputs/pools.csv": Table(("pool", "entry", "person", "amount"), "tttn", 3),
    "outputs/edges.csv": Table(
        ("pool", "feed", "payer", "recipient", "weight", "total_weight", "budget", "amount"), "ttttnnnn", 4
    ),
    "outputs/trail.csv": Table(("n", "to", "amount", "why"), "ntnt", 1),
    "outputs/adjustments.csv": Table(("id", "amount"), "ti", 1),
    "outputs/leaves.csv": Table(("tree", "index", "hash"), "tnh", 2),
}
_SHAPES: Final = {
    "t": re.compile(r".*", re.DOTALL),
    "n": re.compile(r"0|[1-9][0-9]{0,39}"),
    "i": re.compile(r"0|-?[1-9][0-9]{0,39}"),
    "r": re.compile(r"\[.*\]", re.DOTALL),
    "h": re.compile(r"[0-9a-f]{64}"),
}

Row = tuple[str, ...]


def read_table(path: str, data: bytes) -> list[Row]:
    """Parse a CSV table and insist on header, cell shapes, ascending unique keys and canonical bytes."""
    table = TABLES[path]
    try:
        lines = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    except (ValueError, csv.Error) as error:
        raise Refused(f"{path}: not readable as CSV ({error})") from None
    if not lines or tuple(lines[0]) != table.columns:
        raise Refused(f"{path}, line 1: the header is not {','.join(table.columns)}")
    rows = [_row(path, table, number, cells) for number, cells in enumerate(lines[1:], 2)]
    for number, (one, other) in enumerate(pairwise(rows), 3):
        if table.sort_key(one) >= table.sort_key(other):
            raise Refused(f"{path}, line {number}: rows are not in ascending order of their key")
    if write_table(table, rows) != data:
        raise Refused(f"{path}: not in canonical form")
    return rows


def _row(path: str, table: Table, number: int, cells: list[str]) -> Row:
    if len(cells) != len(table.columns):
        raise Refused(f"{path}, line {number}: {len(table.columns)} cells expected, found {len(cells)}")
    for name, kind, cell in zip(table.columns, table.kinds, cells, strict=True):
        if not _SHAPES[kind].fullmatch(cell):
            raise Refused(f"{path}, line {number}: {name} cannot be {cell!r}")
    return tuple(cells)


def write_table(table: Table, rows: Iterable[Row]) -> bytes:
    """The canonical CSV of rows: LF ends a line, quotes only around , " CR LF and around an empty lone cell."""
    lines = (",".join(map(_cell, line)) or '""' for line in (table.columns, *rows))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search('[,"\r\n]', text) else text


# ── 2. Ed25519 (RFC 8032) ────────────────────────────────────────────────────────────────────────────────────────────

PRIME: Final = 2**255 - 19
ORDER: Final = 2**252 + 27742317777372353535851937790883648493
_D: Final = -121665 * pow(121666, -1, PRIME) % PRIME
_ROOT_OF_MINUS_ONE: Final = pow(2, (PRIME - 1) // 4, PRIME)
Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z
_NEUTRAL: Final[Point] = (0, 1, 1, 0)


def ed25519_verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """True when `signature` (64 bytes) on `message` was made with the secret of `public_key` (32 bytes)."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, commitment = _decode_point(public_key), _decode_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or s >= ORDER or _same_point(_multiply(8, key), _NEUTRAL):
        return False
    challenge = hashlib.sha512(signature[:32] + public_key + message).digest()
    h = int.from_bytes(challenge, "little") % ORDER
    return _same_point(_multiply(s, _base_point()), _add(commitment, _multiply(h, key)))


def _add(a: Point, b: Point) -> Point:
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % PRIME, (a[1] + a[0]) * (b[1] + b[0]) % PRIME
    g, h = 2 * a[3] * b[3] * _D % PRIME, 2 * a[2] * b[2] % PRIME
    left, minus, plus, right = f - e, h - g, h + g, f + e
    return left * minus % PRIME, plus * right % PRIME, minus * plus % PRIME, left * right % PRIME


def _multiply(scalar: int, point: Point) -> Point:
    result = _NEUTRAL
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point, scalar = _add(point, point), scalar >> 1
    return result


def _same_point(a: Point, b: Point) -> bool:
    return (a[0] * b[2] - b[0] * a[2]) % PRIME == 0 and (a[1] * b[2] - b[1] * a[2]) % PRIME == 0


def _decode_point(data: bytes) -> Point | None:
    """A point from its 32 bytes: y, and the parity of x in the top bit; None when there is none or y is not reduced."""
    number = int.from_bytes(data, "little")
    y, odd = number & (2**255 - 1), number >> 255
    if y >= PRIME:
        return None
    x = _recover_x(y, odd)
    return None if x is None else (x, y, 1, x * y % PRIME)


def _recover_x(y: int, odd: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * _ROOT_OF_MINUS_ONE % PRIME
    if (x * x - square) % PRIME or (x == 0 and odd):
        return None
    return PRIME - x if x & 1 != odd else x


def _base_point() -> Point:
    y = 4 * pow(5, -1, PRIME) % PRIME
    x = _recover_x(y, 0) or 0
    return x, y, 1, x * y % PRIME


_SPKI: Final = bytes.fromhex("302a300506032b6570032100")


def read_key(path: str, data: bytes) -> bytes:
    """The 32 raw bytes of an Ed25519 key in a PEM file; the file must be exactly as a bundle writes it."""
    lines = data.replace(b"\r\n", b"\n").strip().split(b"\n")
    try:
        der = base64.b64decode(b"".join(lines[1:-1]), validate=True)
    except binascii.Error:
        der = b""
    if der[:12] != _SPKI or len(der) != 44 or write_key(der[12:]).strip() != b"\n".join(lines):
        raise Refused(f"{path}: not an Ed25519 public key in PEM")
    return der[12:]


def write_key(raw: bytes) -> bytes:
    """The PEM file of a raw public key."""
    return b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(_SPKI + raw) + b"\n-----END PUBLIC KEY-----\n"


# ── 3. Merkle tree (RFC 6962) ────────────────────────────────────────────────────────────────────────────────────────


def leaf_hash(data: bytes) -> bytes:
    """A leaf is hashed behind a zero byte."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """A node is hashed behind a one byte."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two below `size`: the left child holds that many leaves."""
    half = 1
    while half * 2 < size:
        half *= 2
    return half


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes, straight from the definition."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = _split(len(leaves))
    return node_hash(tree_root(leaves[:half]), tree_root(leaves[half:]))


def root_from_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that `path` leads to from the leaf at `index`; None when the path has the wrong length."""
    if not 0 <= index < size or (size == 1) != (not path):
        return None
    if size == 1:
        return leaf
    half = _split(size)
    if index < half:
        below = root_from_path(leaf, index, half, path[:-1])
        return below and node_hash(below, path[-1])
    below = root_from_path(leaf, index - half, size - half, path[:-1])
    return below and node_hash(path[-1], below)


# ── 4. The plan ──────────────────────────────────────────────────────────────────────────────────────────────────────

_POOL_KEYS: Final = {
    "fixed_takes": {"shortfall", "claims"},
    "bounty": {"shortfall", "claims"},
    "referral": {"bps", "shortfall"},
    "equal": set[str](),
    "points": {"signal"},
    "patronage": {"of"},
    "user_centric": {"signal", "mode", "attribution", "givers"},
    "directed": set[str](),
    "qf": {"of", "pair_cap", "match_cap_bps", "giver_trust"},
}
_NEEDED_KEYS: Final = {
    "referral": {"bps"},
    "points": {"signal"},
    "patronage": {"of"},
    "user_centric": {"signal"},
    "qf": {"of", "pair_cap"},
}
_ANY_POOL: Final = {"rule", "who", "cap", "cap_bps", "overflow", "rounding"}
_PLAN_KEYS: Final = {
    "plan", "version", "currency", "exponent", "period", "rounding", "dust_to", "waterfalls", "pools", "flows",
    "holdback", "min_payout", "recognition",
}  # fmt: skip
_ROUNDINGS: Final = ("floor", "largest_remainder")
_SHORTFALLS: Final = ("proportional", "equal_awards", "equal_losses", "talmud")


def check_plan(plan: Json) -> None:
    """Refuse a plan whose meaning would have to be guessed: unknown words, missing ends, two homes for one kind."""
    _only(plan, _PLAN_KEYS, "plan")
    _one_of(plan.get("rounding", "floor"), _ROUNDINGS, "plan: rounding")
    _account(plan.get("dust_to", "acct:community"), "plan: dust_to")
    kinds: Counter[str] = Counter()
    for waterfall in plan.get("waterfalls", []):
        _only(waterfall, {"name", "from", "lines"}, "waterfall")
        kinds.update(waterfall.get("from", []))
        _check_lines(plan, waterfall, f"waterfall {waterfall.get('name')}", ())
    for kind, count in kinds.items():
        if count > 1:
            raise Refused(f"plan: the kind {kind} enters more than one waterfall")
    for name, pool in plan.get("pools", {}).items():
        _check_pool(pool, f"pool {name}")


def _check_lines(plan: Json, waterfall: Json, place: str, above: tuple[str, ...]) -> None:
    lines = waterfall.get("lines", [])
    if [n for n, line in enumerate(lines) if line.get("take") == "rest"] != [len(lines) - 1]:
        raise Refused(f"{place}: the last line, and only it, takes the rest")
    for line in lines:
        _only(line, {"name", "take", "to"}, f"{place}, line {line.get('name')}")
        _check_take(line["take"], f"{place}, line {line.get('name')}")
        kind, _, name = str(line.get("to")).partition(":")
        if kind == "flow" and name in plan.get("flows", {}) and name not in above:
            _check_lines(plan, plan["flows"][name], f"flow {name}", (*above, name))
        elif not (kind == "acct" and name) and not (kind == "pool" and name in plan.get("pools", {})):
            raise Refused(f"{place}, line {line.get('name')}: nowhere to send to: {line.get('to')}")


def _check_take(take: Json, place: str) -> None:
    if take == "rest":
        return
    _only(take, {"fixed", "bps", "of", "actual", "min", "max", "max_bps"}, place)
    if len({"fixed", "bps", "actual"} & set(take)) != 1 or take.get("of", "base") not in ("base", "rest"):
        raise Refused(f"{place}: it takes neither a fixed sum, nor a part, nor an actual cost")
    for key in {"fixed", "bps", "min", "max", "max_bps"} & set(take):
        _count(take[key], f"{place}: {key}")


def _check_pool(pool: Json, place: str) -> None:
    rule = pool.get("rule")
    if rule not in _POOL_KEYS:
        raise Refused(f"{place}: unknown rule {rule}")
    _only(pool, _ANY_POOL | _POOL_KEYS[rule], place)
    if missing := _NEEDED_KEYS.get(rule, set()) - set(pool):
        raise Refused(f"{place}: {min(missing)} is missing")
    for key in {"cap", "cap_bps", "bps", "pair_cap", "match_cap_bps", "giver_trust"} & set(pool):
        _count(pool[key], f"{place}: {key}")
    for key in {"who", "givers"} & set(pool):
        _only(pool[key], {"trust", "tenure", "roles"}, f"{place}: {key}")
    _one_of(pool.get("rounding", "floor"), _ROUNDINGS, f"{place}: rounding")
    _one_of(pool.get("shortfall", "proportional"), _SHORTFALLS, f"{place}: shortfall")
    _one_of(pool.get("mode", "proportional"), ("proportional", "equal"), f"{place}: mode")
    _one_of(pool.get("attribution", "money"), ("money", "voice"), f"{place}: attribution")
    _account(pool.get("overflow", "acct:community"), f"{place}: overflow")


def _only(value: Json, known: set[str], place: str) -> None:
    if not isinstance(value, dict):
        raise Refused(f"{place}: a mapping is expected")
    if unknown := set(value) - known:
        raise Refused(f"{place}: unknown key {min(unknown)}")


def _one_of(value: Json, words: Sequence[str], place: str) -> None:
    if value not in words:
        raise Refused(f"{place}: unknown word {value}")


def _account(value: Json, place: str) -> None:
    if not isinstance(value, str) or not re.fullmatch("acct:.+", value):
        raise Refused(f"{place}: {value} is no account")


def _count(value: Json, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Refused(f"{place}: {value!r} is no non-negative integer")
    return value


# ── 5. The inputs, identities merged ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Receipt:
    """A payment earned in this period; amounts in minor units, `to` empty unless the payer named a recipient."""

    id: str
    payer: str
    kind: str
    gross: int
    tax: int
    fee: int
    to: str

    @property
    def net(self) -> int:
        """What the waterfall receives."""
        return self.gross - self.tax - self.fee


@dataclass(frozen=True)
class Member:
    """What decides eligibility. Nobody said otherwise: status ok, trust 0, tenure 0, no roles."""

    ok: bool = True
    trust: int = 0
    tenure: int = 0
    roles: frozenset[str] = frozenset()

    def meets(self, who: Json) -> bool:
        """True when this person may receive (or give) under a `who` clause."""
        roles = who.get("roles")
        return (
            self.ok
            and self.trust >= who.get("trust", 0)
            and self.tenure >= who.get("tenure", 0)
            and (not roles or bool(self.roles & set(roles)))
        )


Weights = dict[str, int]


@dataclass(frozen=True)
class Month:
    """The inputs of one settlement, every id already a person."""

    seed: str
    person: Callable[[str], str]
    receipts: list[Receipt]
    actuals: dict[str, int]
    members: dict[str, Member]
    signals: dict[str, dict[str, Weights]]
    points: dict[str, Weights]
    claims: dict[str, Weights]
    referrals: dict[str, str]

    def eligible(self, person: str, who: Json) -> bool:
        """True when the person meets the clause; someone not listed is judged by the defaults."""
        return self.members.get(person, Member()).meets(who)


def read_month(inputs: Json) -> Month:
    """Merge identities everywhere, before anything else, and add up what repeats."""
    persons = inputs.get("persons", {})

    def person(name: str) -> str:
        return str(persons.get(name, name))

    signals: dict[str, dict[str, Weights]] = {}
    for name, rows in inputs.get("signals", {}).items():
        signals[name] = defaultdict(Counter)
        for payer, recipient, weight in rows:
            signals[name][person(payer)][person(recipient)] += _count(weight, f"signal {name}")
    points = {name: _merged(weights.items(), person, name) for name, weights in inputs.get("points", {}).items()}
    claims = {name: _merged(rows, person, name) for name, rows in inputs.get("claims", {}).items()}
    referrals = _read_referrals(inputs.get("referrals", {}), person)
    actuals = {key: _count(amount, f"actual {key}") for key, amount in inputs.get("actuals", {}).items()}
    members = _read_members(inputs.get("members", {}), person)
    receipts = _read_receipts(inputs.get("receipts", []), person)
    return Month(inputs.get("seed", ""), person, receipts, actuals, members, signals, points, claims, referrals)


def _merged(rows: Iterable[Sequence[Json]], person: Callable[[str], str], place: str) -> Weights:
    total: Counter[str] = Counter()
    for name, weight in rows:
        total[person(name)] += _count(weight, f"{place}: {name}")
    return total


def _read_members(members: Json, person: Callable[[str], str]) -> dict[str, Member]:
    """A person's own record decides; without one, suspended if any account is, otherwise the best of all of them."""
    merged: dict[str, Member] = {}
    for name, one in members.items():
        status, roles = one.get("status", "ok"), frozenset(one.get("roles", ()))
        _one_of(status, ("ok", "suspended"), f"member {name}: status")
        trust, tenure = (_count(one.get(key, 0), f"member {name}: {key}") for key in ("trust", "tenure"))
        merged[name] = Member(status == "ok", trust, tenure, roles)
    accounts: defaultdict[str, list[Member]] = defaultdict(list)
    for name, member in merged.items():
        accounts[person(name)].append(member)
    return {name: merged[name] if name in merged else _together(found) for name, found in accounts.items()}


def _together(accounts: Sequence[Member]) -> Member:
    return Member(
        all(one.ok for one in accounts),
        max(one.trust for one in accounts),
        max(one.tenure for one in accounts),
        frozenset().union(*(one.roles for one in accounts)),
    )


def _read_referrals(referrals: Json, person: Callable[[str], str]) -> dict[str, str]:
    """A person's own referrer first, then those of their other accounts by id; never the person themselves."""
    found: dict[str, str] = {}
    for payer in sorted(referrals, key=lambda name: (name != person(name), name)):
        referrer = person(referrals[payer])
        if referrer != person(payer):
            found.setdefault(person(payer), referrer)
    return found


def _read_receipts(receipts: Json, person: Callable[[str], str]) -> list[Receipt]:
    found: dict[str, Receipt] = {}
    for one in receipts:
        name, to = one["id"], one.get("to") or ""
        gross, tax, fee = (_count(one[key], f"receipt {name}: {key}") for key in ("gross", "tax", "fee"))
        if name in found or gross < tax + fee:
            raise Refused(f"receipt {name}: it comes twice, or tax and fee exceed its gross")
        found[name] = Receipt(name, person(one["payer"]), one["kind"], gross, tax, fee, person(to) if to else "")
    return list(found.values())


# ── 6. The waterfall ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Feed:
    """One line's money on its way into a pool, with the receipts of the waterfall it came from."""

    name: str
    amount: int
    receipts: Sequence[Receipt]

    def nets(self) -> Weights:
        """Net paid, by person."""
        return net_by_payer(self.receipts)


@dataclass
class Books:
    """What has been posted so far, in order, and what waits in the pools."""

    trail: list[tuple[str, int, str]] = field(default_factory=list)
    feeds: defaultdict[str, list[Feed]] = field(default_factory=lambda: defaultdict(list))

    def post(self, to: str, amount: int, why: str) -> None:
        """Add a posting; nothing is posted for nothing."""
        if amount:
            self.trail.append((to, amount, why))


def net_by_payer(receipts: Iterable[Receipt]) -> Weights:
    """Net paid, by person."""
    nets: Counter[str] = Counter()
    for receipt in receipts:
        nets[receipt.payer] += receipt.net
    return nets


def pour_all(plan: Json, month: Month, books: Books) -> None:
    """Tax and fees first, then each waterfall with the receipts of its kinds."""
    homes = {kind: n for n, waterfall in enumerate(plan.get("waterfalls", [])) for kind in waterfall.get("from", [])}
    for receipt in month.receipts:
        if receipt.kind not in homes:
            raise Refused(f"receipt {receipt.id}: no waterfall takes the kind {receipt.kind}")
    books.post("acct:tax", sum(one.tax for one in month.receipts), "tax")
    books.post("acct:processor", sum(one.fee for one in month.receipts), "fees")
    for n, waterfall in enumerate(plan.get("waterfalls", [])):
        receipts = [one for one in month.receipts if homes[one.kind] == n]
        pour(plan, month, books, waterfall, receipts, sum(one.net for one in receipts))


def pour(plan: Json, month: Month, books: Books, waterfall: Json, receipts: Sequence[Receipt], base: int) -> None:
    """Each line takes what it asks for from what remains; the last takes the rest."""
    rest = base
    for line in waterfall["lines"]:
        amount = request(line["take"], base, rest, month.actuals)
        rest -= amount
        kind, _, name = line["to"].partition(":")
        if kind == "acct":
            books.post(line["to"], amount, f"{waterfall.get('name')}: {line.get('name')}")
        elif kind == "pool":
            books.feeds[name].append(Feed(f"{waterfall.get('name')}/{line.get('name')}", amount, receipts))
        else:
            nested = {**plan["flows"][name], "name": f"{waterfall.get('name')}/{line.get('name')}"}
            pour(plan, month, books, nested, receipts, amount)


def request(take: Json, base: int, rest: int, actuals: Mapping[str, int]) -> int:
    """What a line takes: lifted to `min`, then held under `max`, under `max_bps` of the base, under what remains."""
    if take == "rest":
        return rest
    if "fixed" in take:
        wanted = int(take["fixed"])
    elif "bps" in take:
        wanted = int(take["bps"]) * (rest if take.get("of", "base") == "rest" else base) // 10000
    else:
        wanted = actuals.get(take["actual"], 0)
    bounds = [rest]
    if "max" in take:
        bounds.append(int(take["max"]))
    if "max_bps" in take:
        bounds.append(int(take["max_bps"]) * base // 10000)
    return min(max(wanted, int(take.get("min", 0))), *bounds)


# ── 7. The rules: exact shares of a pool ─────────────────────────────────────────────────────────────────────────────

Shares = dict[str, Fraction]


class Edge(NamedTuple):
    """One payer's money on its way to one recipient; budget and amount in 10^-12 of a minor unit."""

    feed: str
    payer: str
    recipient: str
    weight: int
    total_weight: int
    budget: int
    amount: int


@dataclass(frozen=True)
class Exact:
    """A pool before rounding. `slack` is what the two floors of each edge may have lost, at most."""

    shares: Shares
    edges: Sequence[Edge] = ()
    slack: Fraction = Fraction(0)


@dataclass(frozen=True)
class Pool:
    """A pool of the plan with the money that reached it."""

    name: str
    terms: Json
    amount: int
    feeds: Sequence[Feed]
    rounding: str
    month: Month

    @property
    def rule(self) -> str:
        """The rule's name."""
        return str(self.terms["rule"])

    def admits(self, person: str) -> bool:
        """True when the person may receive from this pool."""
        return self.month.eligible(person, self.terms.get("who", {}))

    def cap(self) -> Fraction | None:
        """The most one person may receive: the smaller of `cap` and `cap_bps` of the amount; None without either."""
        caps = [Fraction(self.terms["cap"])] if "cap" in self.terms else []
        if "cap_bps" in self.terms:
            caps.append(Fraction(self.terms["cap_bps"] * self.amount, 10000))
        return min(caps, default=None)


def exact_shares(pool: Pool) -> Exact:
    """The exact shares by the pool's rule."""
    if pool.rule in ("fixed_takes", "bounty"):
        listed = pool.month.claims.get(pool.name)
        return Exact(pay_claims(pool, _plan_claims(pool) if listed is None else listed))
    if pool.rule == "referral":
        return Exact(pay_claims(pool, referral_claims(pool)))
    if pool.rule == "qf":
        return Exact(match_gifts(pool))
    if pool.rule in ("user_centric", "directed"):
        return follow_the_money(pool)
    return Exact(share_by_weight(pool, weights_of(pool)))


# 7a. Claims: everybody in full when they fit, a named rule when they do not.


def _plan_claims(pool: Pool) -> Weights:
    claims = pool.terms.get("claims", [])
    rows = claims.items() if isinstance(claims, dict) else claims
    return _merged(rows, pool.month.person, f"pool {pool.name}")


def referral_claims(pool: Pool) -> Weights:
    """A part of each payer's net for the one who brought them, never for themselves."""
    claims: Counter[str] = Counter()
    for feed in pool.feeds:
        for payer, net in feed.nets().items():
            referrer = pool.month.referrals.get(payer)
            if referrer is not None:
                claims[referrer] += net * pool.terms["bps"] // 10000
    return claims


def pay_claims(pool: Pool, listed: Weights) -> Shares:
    """The claims of those who may receive, or their exact shares of what there is."""
    claims = {name: amount for name, amount in listed.items() if amount > 0 and pool.admits(name)}
    if sum(claims.values()) <= pool.amount:
        return {name: Fraction(amount) for name, amount in claims.items()}
    return divide(str(pool.terms.get("shortfall", "proportional")), Fraction(pool.amount), claims)


def divide(rule: str, estate: Fraction, claims: Mapping[str, int | Fraction]) -> Shares:
    """Divide an estate smaller than the claims on it."""
    total = Fraction(sum(claims.values()))
    if rule == "proportional":
        return {name: estate * claim / total for name, claim in claims.items()}
    if rule == "equal_awards":
        return _equal_awards(estate, claims)
    if rule == "equal_losses":
        lost = _equal_awards(total - estate, claims)
        return {name: claim - lost[name] for name, claim in claims.items()}
    halves = {name: Fraction(claim) / 2 for name, claim in claims.items()}
    if 2 * estate <= total:
        return _equal_awards(estate, halves)
    lost = _equal_awards(total - estate, halves)
    return {name: claim - lost[name] for name, claim in claims.items()}


def _equal_awards(estate: Fraction, claims: Mapping[str, int | Fraction]) -> Shares:
    """The same for everyone, but nobody more than they claim: serve the smallest claim first."""
    shares: Shares = {}
    waiting = len(claims)
    for name, claim in sorted(claims.items(), key=lambda item: (item[1], item[0])):
        shares[name] = min(Fraction(claim), estate / waiting)
        estate -= shares[name]
        waiting -= 1
    return shares


# 7b. Weights: in proportion, under a cap.


def weights_of(pool: Pool) -> Weights:
    """What counts in a weights pool: presence, points, or what one paid for."""
    month = pool.month
    if pool.rule == "equal":
        return dict.fromkeys(month.members, 1)
    if pool.rule == "points":
        return month.points.get(pool.terms["signal"], {})
    return net_by_payer(one for one in month.receipts if one.kind in pool.terms["of"])


def share_by_weight(pool: Pool, listed: Weights) -> Shares:
    """Heaviest first, so that what a cap cuts off is shared by those below it."""
    weights = {name: weight for name, weight in listed.items() if weight > 0 and pool.admits(name)}
    left, weight_left, cap = Fraction(pool.amount), sum(weights.values()), pool.cap()
    shares: Shares = {}
    for name, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        share = left * weight / weight_left
        shares[name] = share if cap is None else min(cap, share)
        left -= shares[name]
        weight_left -= weight
    return shares


# 7c. Flows: each payer's money to those this payer turned to.


def follow_the_money(pool: Pool) -> Exact:
    """Two integer floors per edge at 10^-12 of a unit; the snap of two steps per edge gives whole truths back."""
    edges: list[Edge] = []
    engaged = Fraction(0)
    for name, amount, nets, signal in _streams(pool):
        money, payers = sum(nets.values()), 0
        for payer, net in nets.items():
            weights = _remaining(pool, payer, signal.get(payer, {}))
            if net > 0 and weights:
                payers += net
                edges += _edges(name, amount * SCALE * net // money, payer, weights)
        engaged += Fraction(amount * payers, money) if money else 0
    if len(edges) > MOST_EDGES:
        raise Refused(f"pool {pool.name}: too many edges for the inner scale")
    received, count = Counter[str](), Counter(edge.recipient for edge in edges)
    for edge in edges:
        received[edge.recipient] += edge.amount
    slack = Fraction(2 * len(edges), SCALE)
    if pool.rounding == "largest_remainder":
        whole, all_received = floor(engaged), sum(received.values())
        shares = {
            name: Fraction(whole * y, all_received) if all_received else Fraction(0) for name, y in received.items()
        }
    else:
        shares = {name: Fraction(y + 2 * count[name], SCALE) for name, y in received.items()}
    cap = pool.cap()
    return Exact({name: x if cap is None else min(x, cap) for name, x in shares.items()}, edges, slack)


def _streams(pool: Pool) -> Iterator[tuple[str, int, Weights, Mapping[str, Weights]]]:
    """(feed, amount, money of each payer, signal) of each stream; voices are one stream of equals."""
    if pool.rule == "directed":
        for feed in pool.feeds:
            yield feed.name, feed.amount, feed.nets(), _directions(feed)
        return
    signal = pool.month.signals.get(pool.terms["signal"], {})
    if pool.terms.get("attribution", "money") == "money":
        for feed in pool.feeds:
            yield feed.name, feed.amount, feed.nets(), signal
        return
    clause = pool.terms.get("givers", {})
    voices = {
        giver: 1
        for giver, weights in signal.items()
        if pool.month.eligible(giver, clause) and _remaining(pool, giver, weights)
    }
    yield "voice", pool.amount, voices, signal


def _directions(feed: Feed) -> dict[str, Weights]:
    towards: defaultdict[str, Weights] = defaultdict(Counter)
    for receipt in feed.receipts:
        if receipt.to:
            towards[receipt.payer][receipt.to] += receipt.net
    return towards


def _remaining(pool: Pool, payer: str, weights: Weights) -> Weights:
    """What counts of a payer's signal: others only, eligible only, each the same in `equal` mode."""
    equal = pool.terms.get("mode") == "equal"
    return {
        name: 1 if equal else weight
        for name, weight in weights.items()
        if weight > 0 and name != payer and pool.admits(name)
    }


def _edges(feed: str, budget: int, payer: str, weights: Weights) -> Iterator[Edge]:
    total = sum(weights.values())
    for recipient, weight in weights.items():
        yield Edge(feed, payer, recipient, weight, total, budget, budget * weight // total)


# 7d. Matching: pairs of givers who agree on a project lift it together.


def match_gifts(pool: Pool) -> Shares:
    """Pairwise-bounded quadratic matching, held under the match cap, scaled down to what there is."""
    gifts = _gifts(pool)
    together: Counter[tuple[str, str]] = Counter()
    roots = {}
    for project, given in gifts.items():
        for i, j in combinations(sorted(given), 2):
            roots[project, i, j] = isqrt(given[i] * given[j] * SCALE * SCALE)
            together[i, j] += roots[project, i, j]
    bound = pool.terms["pair_cap"] * SCALE
    raw = dict.fromkeys(gifts, Fraction(0))
    for (project, i, j), root in roots.items():
        if root and bound:
            raw[project] += Fraction(2 * root * bound, (bound + together[i, j]) * SCALE)
    if "match_cap_bps" in pool.terms:
        most = {project: Fraction(pool.terms["match_cap_bps"] * sum(g.values()), 10000) for project, g in gifts.items()}
        raw = {project: min(match, most[project]) for project, match in raw.items()}
    total = sum(raw.values(), Fraction(0))
    scale = min(Fraction(1), pool.amount / total) if total else Fraction(1)
    return {project: match * scale for project, match in raw.items() if match}


def _gifts(pool: Pool) -> dict[str, Weights]:
    """Gross less tax that each trusted giver gave to each project that may receive, themselves apart."""
    gifts: defaultdict[str, Weights] = defaultdict(Counter)
    giver = {"trust": pool.terms.get("giver_trust", 0)}
    for one in pool.month.receipts:
        counts = one.kind in pool.terms["of"] and one.to and one.to != one.payer and one.gross > one.tax
        if counts and pool.admits(one.to) and pool.month.eligible(one.payer, giver):
            gifts[one.to][one.payer] += one.gross - one.tax
    return gifts


# ── 8. Rounding ──────────────────────────────────────────────────────────────────────────────────────────────────────


def round_shares(pool: Pool, exact: Shares) -> dict[str, int]:
    """Floor everybody; under `largest_remainder` the units left over go to the largest fractions, ties by hash."""
    whole = {name: floor(share) for name, share in exact.items()}
    if pool.rounding == "largest_remainder":
        spare = floor(sum(exact.values(), Fraction(0))) - sum(whole.values())
        order = sorted(exact, key=lambda name: (whole[name] - exact[name], _lot(pool, name)))
        for name in order[:spare]:
            whole[name] += 1
    return {name: amount for name, amount in whole.items() if amount}


def _lot(pool: Pool, person: str) -> str:
    return sha256_hex(f"{pool.month.seed}|{pool.name}|{person}".encode())


# ── 9. The settlement ────────────────────────────────────────────────────────────────────────────────────────────────


def settle(plan: Json, inputs: Json) -> dict[str, Json]:
    """Plan and inputs to outputs: gross, alloc, pools, trail and edges; amounts in minor units."""
    check_plan(plan)
    month, books = read_month(inputs), Books()
    pour_all(plan, month, books)
    pools, edges = {}, []
    for name, terms in sorted(plan.get("pools", {}).items()):
        feeds = books.feeds[name]
        rounding = terms.get("rounding", plan.get("rounding", "floor"))
        pool = Pool(name, terms, sum(feed.amount for feed in feeds), feeds, rounding, month)
        exact = exact_shares(pool)
        pools[name] = share_out(pool, exact, books, plan.get("dust_to", "acct:community"))
        edges += [{"pool": name, **edge._asdict()} for edge in exact.edges]
    alloc: Counter[str] = Counter()
    for to, amount, _ in books.trail:
        alloc[to] += amount
    gross = sum(one.gross for one in month.receipts)
    if sum(alloc.values()) != gross or min(alloc.values(), default=0) < 0:
        raise Refused(f"the settlement does not conserve money: {gross} came in, {sum(alloc.values())} went out")
    trail = [{"to": to, "amount": amount, "why": why} for to, amount, why in books.trail]
    return {"gross": gross, "alloc": dict(alloc), "pools": pools, "trail": trail, "edges": edges}


def share_out(pool: Pool, exact: Exact, books: Books, dust_to: str) -> dict[str, Json]:
    """Round, post the shares, send what nobody may have to overflow and what rounding left to dust."""
    shares = round_shares(pool, exact.shares)
    given = sum(exact.shares.values(), Fraction(0))
    unallocated = max(0, floor(pool.amount - given + exact.slack))
    dust = pool.amount - sum(shares.values()) - unallocated
    for name, amount in sorted(shares.items()):
        books.post(name, amount, f"pool {pool.name}")
    books.post(pool.terms.get("overflow", "acct:community"), unallocated, f"pool {pool.name}: unallocated")
    books.post(dust_to, dust, f"pool {pool.name}: dust")
    return {"amount": pool.amount, "shares": shares, "unallocated": unallocated, "dust": dust}


def settle_bundle(plan: Json, inputs: Json) -> dict[str, Json]:
    """Settle without the reversed receipts; `adjustments` is the difference to settling with all of them."""
    reversed_ids = set(inputs.get("reversals", []))
    if unknown := reversed_ids - {one["id"] for one in inputs["receipts"]}:
        raise Refused(f"inputs/reversals.csv: there is no receipt {min(unknown)}")
    remaining = [one for one in inputs["receipts"] if one["id"] not in reversed_ids]
    outputs = settle(plan, {**inputs, "receipts": remaining})
    before = settle(plan, inputs)["alloc"] if reversed_ids else outputs["alloc"]
    after = outputs["alloc"]
    differences = {name: after.get(name, 0) - before.get(name, 0) for name in {*before, *after}}
    return {**outputs, "adjustments": {name: amount for name, amount in differences.items() if amount}}


# ── 10. Tables to inputs, outputs to tables ──────────────────────────────────────────────────────────────────────────

Tables = Mapping[str, Sequence[Row]]


def inputs_document(seed: str, tables: Tables) -> dict[str, Json]:
    """The inputs of the settlement from their tables."""
    return {
        "seed": seed,
        "receipts": [_receipt_document(row) for row in tables["inputs/receipts.csv"]],
        "reversals": [row[0] for row in tables["inputs/reversals.csv"]],
        "signals": _grouped((s, [payer, to, int(w)]) for s, payer, to, w in tables["inputs/signals.csv"]),
        "points": {
            name: dict(pairs)
            for name, pairs in _grouped((s, [who, int(w)]) for s, who, w in tables["inputs/points.csv"]).items()
        },
        "claims": _grouped((pool, [who, int(amount)]) for pool, who, amount in tables["inputs/claims.csv"]),
        "members": {row[0]: _member_document(row) for row in tables["inputs/members.csv"]},
        "actuals": {key: int(amount) for key, amount in tables["inputs/actuals.csv"]},
        "referrals": _pairs(tables["inputs/referrals.csv"]),
        "persons": _pairs(tables["inputs/persons.csv"]),
    }


def _pairs(rows: Iterable[Row]) -> dict[str, str]:
    return {name: other for name, other in rows}  # noqa: C416 - dict(rows) hides that rows are pairs from the checker


def _grouped(rows: Iterable[tuple[str, list[Json]]]) -> dict[str, list[list[Json]]]:
    groups: dict[str, list[list[Json]]] = {}
    for name, row in rows:
        groups.setdefault(name, []).append(row)
    return groups


def _receipt_document(row: Row) -> dict[str, Json]:
    name, payer, kind, gross, tax, fee, to = row
    return {"id": name, "payer": payer, "kind": kind, "gross": int(gross), "tax": int(tax), "fee": int(fee), "to": to}


def _member_document(row: Row) -> dict[str, Json]:
    name, status, trust, tenure, text = row
    try:
        roles = json.loads(text)
        exact = all(isinstance(role, str) for role in roles) and canonical(sorted(set(roles))).decode() == text
    except (ValueError, RecursionError):
        exact = False
    if not exact:
        raise Refused(f"inputs/members.csv, {name}: roles are not a sorted list of text: {text}")
    return {"status": status, "trust": int(trust), "tenure": int(tenure), "roles": roles}


def output_rows(outputs: Json) -> dict[str, list[Row]]:
    """The output tables that can be recomputed in full, as sorted rows of text."""
    pools: list[tuple[Json, ...]] = []
    for name, pool in outputs["pools"].items():
        pools += [(name, entry, "", pool[entry]) for entry in ("amount", "unallocated", "dust")]
        pools += [(name, "share", person, amount) for person, amount in pool["shares"].items()]
    columns = TABLES["outputs/edges.csv"].columns
    rows = {
        "outputs/alloc.csv": list(outputs["alloc"].items()),
        "outputs/pools.csv": pools,
        "outputs/edges.csv": [tuple(edge[column] for column in columns) for edge in outputs["edges"]],
        "outputs/adjustments.csv": list(outputs["adjustments"].items()),
    }
    return {path: sorted(tuple(map(str, row)) for row in found) for path, found in rows.items()}


# ── 11. The checks ───────────────────────────────────────────────────────────────────────────────────────────────────

Files = Mapping[str, bytes]
_PUBLIC: Final = {"plan.json", "manifest.json", "manifest.sig", "key.pem", "public/summary.json"}
_REQUIRED: Final = {*_PUBLIC, "SHA256SUMS", *TABLES}
_UNHASHED: Final = {"manifest.json", "manifest.sig", "key.pem", "SHA256SUMS"}
_PROOF_PATH: Final = re.compile("proofs/([0-9A-Za-z_-]{1,64})[.]json")
_HASH: Final = re.compile("[0-9a-f]{64}")
_MISSHAPEN: Final = (KeyError, IndexError, TypeError, AttributeError, ValueError, RecursionError)
_ABOUT: Final = ("settlement_id", "community", "period", "currency", "exponent", "format_version")


@dataclass
class Report:
    """What was found wrong, and what was found right, in sentences."""

    problems: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)

    @property
    def verified(self) -> bool:
        """True when nothing is wrong."""
        return not self.problems

    def expect(self, true: bool, problem: str) -> bool:
        """Note the problem unless `true`."""
        if not true:
            self.problems.append(problem)
        return true


@dataclass
class Bundle:
    """A bundle under examination: its files, and what could be read of them."""

    files: Files
    report: Report
    manifest: dict[str, Json] = field(default_factory=dict)
    plan: dict[str, Json] = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    outputs: dict[str, Json] = field(default_factory=dict)


def verify_files(files: Files, *, trusted_key: bytes | None = None, previous: Files | None = None) -> Report:
    """Check a whole bundle (the auditor's tier, with or without proofs): `files` by path.

    `trusted_key` is a key file the reader already had; `previous` the files of the bundle before this one.
    """
    report = Report()
    bundle = Bundle(files, report)
    missing = _REQUIRED - set(files)
    extra = {path for path in files if path not in _REQUIRED and not _PROOF_PATH.fullmatch(path)}
    report.problems += [f"{path}: the file is missing" for path in sorted(missing)]
    report.problems += [f"{path}: the file does not belong here" for path in sorted(extra)]
    if missing:
        return report
    if not _step(bundle, check_manifest):
        return report
    _step(bundle, check_hashes)
    _step(bundle, lambda one: check_signature(one, trusted_key))
    if _step(bundle, check_plan_hash) and _step(bundle, check_tables) and _step(bundle, check_settlement):
        for check in (check_totals, check_trees, check_summary, check_proofs):
            _step(bundle, check)
    _step(bundle, lambda one: check_chain(one, previous))
    return report


def verify_public(files: Files, *, trusted_key: bytes | None = None) -> Report:
    """Check what anyone may read: plan, manifest, signature, key and public summary."""
    report = Report()
    bundle = Bundle(files, report)
    missing = _PUBLIC - set(files)
    report.problems += [f"{path}: the file is missing" for path in sorted(missing)]
    if not missing and _step(bundle, check_manifest):
        for path in ("plan.json", "public/summary.json"):
            _check_hash(bundle, path)
        _step(bundle, lambda one: check_signature(one, trusted_key))
        _step(bundle, check_plan_hash)
        _step(bundle, check_public_summary)
    return report


def _step(bundle: Bundle, check: Callable[[Bundle], None]) -> bool:
    """Run one check; True when it could be carried through, whatever it found."""
    report = bundle.report
    wrong, right = len(report.problems), len(report.facts)
    carried = True
    try:
        check(bundle)
    except Refused as refusal:
        carried = report.expect(False, str(refusal))
    except _MISSHAPEN as error:
        carried = report.expect(False, f"a value has the wrong shape: {error!r}")
    if len(report.problems) > wrong:
        del report.facts[right:]  # a check that found something wrong has nothing good to say
    return carried


def check_manifest(bundle: Bundle) -> None:
    """The manifest is canonical and has exactly the entries of its format."""
    manifest = read_json("manifest.json", bundle.files["manifest.json"])
    shapes: dict[str, Callable[[Json], bool]] = {
        **dict.fromkeys(("settlement_id", "community", "period", "currency", "engine_version", "seed"), _is_text),
        **dict.fromkeys(("exponent", "sequence", "format_version"), _is_count),
        "format": lambda value: value == "diwan-settlement",
        "plan_hash": _is_hash,
        "previous_manifest_hash": lambda value: value is None or _is_hash(value),
        "files": lambda value: _is_map(value, None, _is_hash),
        "roots": lambda value: _is_map(value, {"receipts", "statements"}, _is_hash),
        "leaves": lambda value: _is_map(value, {"receipts", "statements"}, _is_count),
        "totals": lambda value: _is_map(value, {"accounts", "fee", "gross", "members", "net", "tax"}, _is_count),
    }
    for name in sorted({*shapes, *manifest}):
        if name not in manifest or name not in shapes or not shapes[name](manifest[name]):
            raise Refused(f"manifest.json: the entry {name} is missing, unknown or of the wrong shape")
    if manifest["format_version"] != 1:
        raise Refused(f"manifest.json: format version {manifest['format_version']} is not the one checked here")
    bundle.manifest = manifest


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_hash(value: Json) -> bool:
    return isinstance(value, str) and bool(_HASH.fullmatch(value))


def _is_map(value: Json, keys: set[str] | None, shape: Callable[[Json], bool]) -> bool:
    return isinstance(value, dict) and (keys is None or set(value) == keys) and all(map(shape, value.values()))


def check_hashes(bundle: Bundle) -> None:
    """Every file is the one the manifest names; SHA256SUMS says the same of all of them."""
    named = {path for path in _REQUIRED if path not in _UNHASHED}
    bundle.report.expect(
        set(bundle.manifest["files"]) == named, "manifest.json: files does not name the bundle's files"
    )
    for path in sorted(named):
        _check_hash(bundle, path)
    paths = sorted(_REQUIRED - {"SHA256SUMS"})
    sums = "".join(f"{sha256_hex(bundle.files[path])}  {path}\n" for path in paths).encode()
    bundle.report.expect(sums == bundle.files["SHA256SUMS"], "SHA256SUMS: it is not the list of the files' hashes")
    bundle.report.facts.append(f"files       {len(paths)} files, every hash as the manifest says")


def _check_hash(bundle: Bundle, path: str) -> None:
    expected, found = bundle.manifest["files"].get(path), sha256_hex(bundle.files[path])
    bundle.report.expect(expected == found, f"{path}: SHA-256 expected {expected}, found {found}")


def check_signature(bundle: Bundle, trusted_key: bytes | None) -> None:
    """The manifest carries a signature of the key in the bundle, and that key is the trusted one, if one is given."""
    key = read_key("key.pem", bundle.files["key.pem"])
    if write_key(key) != bundle.files["key.pem"]:
        raise Refused("key.pem: not in canonical form")
    signed = ed25519_verify(key, bundle.files["manifest.json"], bundle.files["manifest.sig"])
    bundle.report.expect(signed, "manifest.sig: it is not a signature of manifest.json by key.pem")
    same = trusted_key is None or read_key("the trusted key", trusted_key) == key
    bundle.report.expect(same, "key.pem: it is not the key you trust")
    known = "the key you trust" if trusted_key else "compare this fingerprint with the one you know, or use --key"
    bundle.report.facts.append(f"signature   Ed25519 by key {sha256_hex(key)[:16]} ({known})")


def check_plan_hash(bundle: Bundle) -> None:
    """The plan is the one pinned when the period opened."""
    bundle.plan = read_json("plan.json", bundle.files["plan.json"])
    found = sha256_hex(bundle.files["plan.json"])
    expected = bundle.manifest["plan_hash"]
    bundle.report.expect(found == expected, f"plan.json: plan pinned at opening {expected}, found {found}")
    for name in ("currency", "exponent"):
        stated = bundle.plan.get(name, bundle.manifest[name])
        bundle.report.expect(stated == bundle.manifest[name], f"manifest.json: {name} is not the plan's")
    bundle.report.facts.append(f"plan        {bundle.plan.get('plan')} version {bundle.plan.get('version')}, as pinned")


def check_tables(bundle: Bundle) -> None:
    """Every table is canonical."""
    readable = True
    for path in TABLES:
        try:
            bundle.tables[path] = read_table(path, bundle.files[path])
        except Refused as refusal:
            readable = bundle.report.expect(False, str(refusal))
    if not readable:
        raise Refused("the settlement cannot be recomputed while a table is unreadable")


def check_settlement(bundle: Bundle) -> None:
    """Settle again, from the plan and the inputs alone, and compare row by row."""
    bundle.outputs = settle_bundle(bundle.plan, inputs_document(bundle.manifest["seed"], bundle.tables))
    rows = 0
    for path, expected in output_rows(bundle.outputs).items():
        rows += len(expected)
        compare(bundle.report, path, expected, bundle.tables[path])
    compare_trail(bundle)
    bundle.report.facts.append(f"settlement  recomputed from plan and inputs: {rows} rows, all the same")


def compare(report: Report, path: str, expected: Sequence[Row], found: Sequence[Row]) -> None:
    """Name every row that is missing, superfluous or different, with the figure expected and the figure found."""
    table = TABLES[path]
    wanted = {row[: table.key]: row for row in expected}
    lines = {row[: table.key]: (number, row) for number, row in enumerate(found, 2)}
    for key in sorted({*wanted, *lines}):
        name = " ".join(part for part in key if part)
        if key not in lines:
            report.problems.append(f"{path}, {name}: the row is missing; expected {_figures(table, wanted[key])}")
        elif key not in wanted:
            number, row = lines[key]
            report.problems.append(f"{path}, line {number}, {name}: no such row expected; found {_figures(table, row)}")
        elif wanted[key] != lines[key][1]:
            number, row = lines[key]
            for column, right, wrong in zip(table.columns, wanted[key], row, strict=True):
                place = f"{path}, line {number}, {name}: {column}"
                report.expect(right == wrong, f"{place} expected {right}, found {wrong}")


def _figures(table: Table, row: Row) -> str:
    return ", ".join(
        f"{column} {cell}" for column, cell in zip(table.columns[table.key :], row[table.key :], strict=True)
    )


def compare_trail(bundle: Bundle) -> None:
    """The postings are numbered from 1 and are the recomputed ones, in the same order; their words are free."""
    found = bundle.tables["outputs/trail.csv"]
    expected = [(one["to"], str(one["amount"])) for one in bundle.outputs["trail"]]
    path = "outputs/trail.csv"
    for position, (number, to, amount, _) in enumerate(found):
        place = f"{path}, line {position + 2}"
        bundle.report.expect(int(number) == position + 1, f"{place}: number expected {position + 1}, found {number}")
        if position >= len(expected):
            bundle.report.problems.append(f"{place}: no such posting expected; found {to} {amount}")
        elif (to, amount) != expected[position]:
            right = " ".join(expected[position])
            bundle.report.problems.append(f"{place}: posting expected {right}, found {to} {amount}")
    for to, amount in expected[len(found) :]:
        bundle.report.problems.append(f"{path}: the posting {to} {amount} is missing")


def check_totals(bundle: Bundle) -> None:
    """The manifest's totals are the sums of the recomputed settlement, and money is conserved."""
    withdrawn = {row[0] for row in bundle.tables["inputs/reversals.csv"]}
    receipts = [row for row in bundle.tables["inputs/receipts.csv"] if row[0] not in withdrawn]
    gross, tax, fee = (sum(int(row[column]) for row in receipts) for column in (3, 4, 5))
    accounts = sum(amount for name, amount in bundle.outputs["alloc"].items() if name.startswith("acct:"))
    members = sum(bundle.outputs["alloc"].values()) - accounts
    right = {
        "accounts": accounts, "fee": fee, "gross": gross, "members": members, "net": gross - tax - fee, "tax": tax
    }  # fmt: skip
    for name, amount in right.items():
        found = bundle.manifest["totals"][name]
        bundle.report.expect(amount == found, f"manifest.json: total {name} expected {amount}, found {found}")
    booked = sum(int(row[1]) for row in bundle.tables["outputs/alloc.csv"])
    bundle.report.expect(booked == gross, f"outputs/alloc.csv: {gross} came in, {booked} went out")
    money = f"{gross} in, {members} to members, {accounts} to accounts"
    bundle.report.facts.append(f"totals      {money} ({bundle.manifest['currency']}, minor units)")


def check_trees(bundle: Bundle) -> None:
    """Both roots follow from the leaves, and there are as many leaves as people and receipts."""
    persons = _pairs(bundle.tables["inputs/persons.csv"])
    payers = {persons.get(row[1], row[1]) for row in bundle.tables["inputs/receipts.csv"]}
    earners = {name for name in bundle.outputs["alloc"] if not name.startswith("acct:")}
    least = {"receipts": len(bundle.tables["inputs/receipts.csv"]), "statements": len(payers | earners)}
    rows = bundle.tables["outputs/leaves.csv"]
    for tree, fewest in least.items():
        leaves = [bytes.fromhex(row[2]) for row in rows if row[0] == tree]
        numbers = [int(row[1]) for row in rows if row[0] == tree]
        size, root = bundle.manifest["leaves"][tree], bundle.manifest["roots"][tree]
        enough = len(leaves) >= fewest if tree == "statements" else len(leaves) == fewest
        bundle.report.expect(enough, f"outputs/leaves.csv: {tree} need {fewest} leaves, found {len(leaves)}")
        bundle.report.expect(
            numbers == list(range(size)), f"outputs/leaves.csv: {tree} leaves are not numbered 0 to {size - 1}"
        )
        found = tree_root(leaves).hex()
        bundle.report.expect(root == found, f"outputs/leaves.csv: {tree} root expected {root}, found {found}")
        bundle.report.facts.append(f"tree        {tree}: {size} leaves, root {root}")
    bundle.report.expect({row[0] for row in rows} <= set(least), "outputs/leaves.csv: there is a third tree")


# 11a. The public summary.


def check_summary(bundle: Bundle) -> None:
    """The public summary tells what may be told, and nothing else."""
    check_public_summary(bundle)
    stated = read_json("public/summary.json", bundle.files["public/summary.json"])
    expected = summary_document(bundle)
    for name in sorted({*stated, *expected}):
        same = name in stated and name in expected and canonical(stated[name]) == canonical(expected[name])
        bundle.report.expect(same, f"public/summary.json: {name} is not what the settlement gives")


def check_public_summary(bundle: Bundle) -> None:
    """The summary repeats the manifest and the plan truly."""
    stated = read_json("public/summary.json", bundle.files["public/summary.json"])
    for name, value in {**_summary_head(bundle), "plan": bundle.plan}.items():
        bundle.report.expect(stated.get(name) == value, f"public/summary.json: {name} is not the manifest's")
    bundle.report.facts.append("summary     says of plan, totals and roots what the manifest says")


def _summary_head(bundle: Bundle) -> dict[str, Json]:
    told = {name: bundle.manifest[name] for name in (*_ABOUT, "plan_hash", "roots", "totals")}
    return {"format": "diwan-public-summary", **told}


def summary_document(bundle: Bundle) -> dict[str, Json]:
    """Below ten earners plan, totals and roots only; above, groups of five people and more."""
    alloc = bundle.outputs["alloc"]
    earners = sum(not name.startswith("acct:") for name in alloc)
    summary = {**_summary_head(bundle), "plan": bundle.plan, "detail": earners >= 10}
    if earners < 10:
        return summary
    pools = {
        name: (set(pool["shares"]), {entry: pool[entry] for entry in ("amount", "unallocated", "dust")})
        for name, pool in bundle.outputs["pools"].items()
    }
    persons, withdrawn = (
        _pairs(bundle.tables["inputs/persons.csv"]),
        {r[0] for r in bundle.tables["inputs/reversals.csv"]},
    )
    sources: dict[str, tuple[set[str], dict[str, int]]] = {}
    for name, payer, kind, gross, *_ in bundle.tables["inputs/receipts.csv"]:
        if name not in withdrawn:
            people, figures = sources.setdefault(kind, (set(), {"gross": 0}))
            people.add(persons.get(payer, payer))
            figures["gross"] += int(gross)
    accounts = {name: amount for name, amount in alloc.items() if name.startswith("acct:")}
    told = {"accounts": accounts, "pools": _suppressed(pools), "sources": _suppressed(sources)}
    return {**summary, "earners": earners, **told}


def _suppressed(groups: Mapping[str, tuple[set[str], dict[str, int]]]) -> list[dict[str, Json]]:
    """Hide groups under five people, and the next smallest ones while those hidden are together under five."""
    order = sorted(groups, key=lambda name: (len(groups[name][0]), name))
    hidden = [name for name in order if len(groups[name][0]) < 5]
    while hidden and len(hidden) < len(order) and len(set[str]().union(*(groups[name][0] for name in hidden))) < 5:
        hidden.append(order[len(hidden)])
    told: list[dict[str, Json]] = []
    for name in sorted(groups):
        people, figures = groups[name]
        told.append(
            {"name": name, "suppressed": True} if name in hidden else {"name": name, "people": len(people), **figures}
        )
    return told


# 11b. Proofs.


def check_proofs(bundle: Bundle) -> None:
    """Every proof that lies in the bundle says of its member what the tables say."""
    paths = sorted(path for path in bundle.files if _PROOF_PATH.fullmatch(path))
    own = _Own.of(bundle.tables)
    for path in paths:
        try:
            proof = read_json(path, bundle.files[path])
            roots = bundle.manifest["roots"]
            verify_proof(bundle.report, path, proof, roots["statements"], roots["receipts"])
            _compare_proof(bundle, path, proof, own)
        except Refused as refusal:
            bundle.report.problems.append(str(refusal))
        except _MISSHAPEN as error:
            bundle.report.problems.append(f"{path}: a value has the wrong shape: {error!r}")
    if paths:
        bundle.report.facts.append(f"proofs      {len(paths)} members' proofs lead to the roots")


@dataclass(frozen=True)
class _Own:
    """What the tables say of each person."""

    lines: Mapping[str, list[Json]]
    receipts: Mapping[str, list[Json]]
    edges: Mapping[str, list[Json]]

    @classmethod
    def of(cls, tables: Tables) -> "_Own":
        persons = _pairs(tables["inputs/persons.csv"])
        lines, receipts, edges = (defaultdict[str, list[Json]](list) for _ in range(3))
        for pool, entry, person, amount in tables["outputs/pools.csv"]:
            if entry == "share":
                lines[person].append({"pool": pool, "amount": int(amount)})
        for row in tables["inputs/receipts.csv"]:
            receipts[persons.get(row[1], row[1])].append(list(row))
        for row in tables["outputs/edges.csv"]:
            edges[row[2]].append(list(row))
        return cls(lines, receipts, edges)


def _compare_proof(bundle: Bundle, path: str, proof: Json, own: _Own) -> None:
    pid = path.removeprefix("proofs/").removesuffix(".json")
    expected = {
        **{name: bundle.manifest[name] for name in _ABOUT},
        "pid": pid,
        "amount": bundle.outputs["alloc"].get(pid, 0),
        "lines": own.lines.get(pid, []),
        "size": bundle.manifest["leaves"]["statements"],
    }
    for name, value in expected.items():
        bundle.report.expect(proof[name] == value, f"{path}: {name} expected {value}, found {proof[name]}")
    paid = proof["receipts"]
    cells = [item["cells"] for item in paid["items"]]
    bundle.report.expect(cells == own.receipts.get(pid, []), f"{path}: not all own receipts, or others")
    bundle.report.expect(paid["edges"] == own.edges.get(pid, []), f"{path}: not all own edges, or others")
    size = bundle.manifest["leaves"]["receipts"]
    bundle.report.expect(paid["size"] == size, f"{path}: receipts size expected {size}, found {paid['size']}")


_PROOF_KEYS: Final = {
    "format", *_ABOUT, "pid", "amount", "lines", "statement", "statement_hash", "salt", "leaf", "index", "path",
    "root", "size", "receipts",
}  # fmt: skip


def verify_proof(report: Report, path: str, proof: Json, root: str, receipts_root: str | None) -> None:
    """A member's own line is below `root`; own receipts and their edges are below `receipts_root`, when it is given."""
    _exactly(proof, _PROOF_KEYS, path)
    report.expect(proof["format"] == "diwan-member-proof", f"{path}: format is not diwan-member-proof")
    report.expect(proof["format_version"] == 1, f"{path}: format version 1 expected")
    own = {name: proof[name] for name in ("community", "currency", "exponent", "lines", "period", "statement")}
    statement_hash = sha256_hex(canonical(own))
    report.expect(proof["statement_hash"] == statement_hash, f"{path}: statement_hash expected {statement_hash}")
    total = sum(line["amount"] for line in proof["lines"])
    report.expect(proof["amount"] == total, f"{path}: amount expected {total}, found {proof['amount']}")
    leaf = canonical([proof["settlement_id"], proof["pid"], proof["amount"], statement_hash])
    _verify_place(report, path, leaf, proof, proof["size"], proof["root"], root)
    paid = proof["receipts"]
    _exactly(paid, {"edges", "items", "root", "size"}, f"{path}: receipts")
    edges_hash = sha256_hex(canonical(paid["edges"]))
    for item in paid["items"]:
        _exactly(item, {"cells", "salt", "leaf", "index", "path"}, f"{path}: receipt")
        leaf = canonical([proof["settlement_id"], item["cells"], edges_hash])
        place = f"{path}: receipt {item['cells'][0]}"
        _verify_place(report, place, leaf, item, paid["size"], paid["root"], receipts_root or paid["root"])
    if receipts_root is not None:
        report.expect(paid["root"] == receipts_root, f"{path}: receipts root expected {receipts_root}")


def _exactly(value: Json, keys: set[str], place: str) -> None:
    if not isinstance(value, dict) or set(value) != keys:
        raise Refused(f"{place}: an entry is missing or unknown")


def _verify_place(report: Report, place: str, data: bytes, item: Json, size: int, stated: str, root: str) -> None:
    leaf = leaf_hash(data + _unhex(item["salt"], place))
    report.expect(item["leaf"] == leaf.hex(), f"{place}: leaf expected {leaf.hex()}, found {item['leaf']}")
    found = root_from_path(leaf, item["index"], size, [_unhex(step, place) for step in item["path"]])
    shown = found.hex() if found else "nothing"
    report.expect(shown == root == stated, f"{place}: root expected {root}, the path leads to {shown}")


def _unhex(text: Json, place: str) -> bytes:
    if not _is_hash(text):
        raise Refused(f"{place}: {text!r} is no hash")
    return bytes.fromhex(text)


# 11c. The chain of bundles.


def check_chain(bundle: Bundle, previous: Files | None) -> None:
    """The first bundle has number 1 and no previous one; every other follows the one before it and draws its lots."""
    number, before = bundle.manifest["sequence"], bundle.manifest["previous_manifest_hash"]
    bundle.report.expect(
        number >= 1 and (number == 1) == (before is None),
        f"manifest.json: sequence {number} does not go with previous_manifest_hash {before}",
    )
    if previous is None:
        return
    if "manifest.json" not in previous:
        raise Refused("previous: manifest.json is missing")
    found = sha256_hex(previous["manifest.json"])
    bundle.report.expect(found == before, f"manifest.json: previous manifest expected {found}, found {before}")
    manifest = read_json("previous manifest.json", previous["manifest.json"])
    follows = manifest["sequence"] + 1
    bundle.report.expect(number == follows, f"manifest.json: sequence expected {follows}, found {number}")
    for name, right in (("community", manifest["community"]), ("seed", manifest["roots"]["statements"])):
        stated = bundle.manifest[name]
        bundle.report.expect(stated == right, f"manifest.json: {name} expected {right}, found {stated}")
    same_key = previous.get("key.pem") == bundle.files["key.pem"]
    bundle.report.facts.append(f"chain       follows {found}" + ("" if same_key else ", SIGNED BY ANOTHER KEY"))


# ── 12. Main ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_directory(directory: Path) -> dict[str, bytes]:
    """Every file below a directory, by its path with slashes. Refuses links: they could change under the check."""
    files = {}
    for path in sorted(directory.rglob("*")):
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise Refused(f"{path.relative_to(directory).as_posix()}: not an ordinary file")
        if path.is_file():
            files[path.relative_to(directory).as_posix()] = path.read_bytes()
    return files


def member_report(data: bytes, args: argparse.Namespace) -> Report:
    """Check one member's proof against the roots this member knows from elsewhere."""
    report = Report()
    try:
        proof = read_json("proof", data)
        verify_proof(report, "proof", proof, args.root, args.receipts_root)
        if args.party is not None:
            opened = f"{proof['settlement_id']}{args.party}".encode() + bytes.fromhex(args.nonce or "")
            own = sha256_hex(opened)[:32]
            report.expect(proof["pid"] == own, f"proof: pid expected {own}, found {proof['pid']}")
        report.facts.append(f"line        {proof['amount']} {proof['currency']} (minor units) for {proof['pid']}")
        count, known = len(proof["receipts"]["items"]), args.receipts_root
        report.facts.append(f"receipts    {count}, " + ("below the root" if known else "NOT CHECKED: --receipts-root"))
    except Refused as refusal:
        report.problems.append(str(refusal))
    except _MISSHAPEN as error:
        report.problems.append(f"proof: a value has the wrong shape: {error!r}")
    return report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options, for this file alone and for the program's own command."""
    parser.add_argument("directory", nargs="?", type=Path, metavar="DIR", help="the bundle to check")
    parser.add_argument("--key", type=Path, metavar="FILE", help="a key.pem you already trust")
    parser.add_argument("--previous", type=Path, metavar="DIR", help="the bundle before this one")
    parser.add_argument("--public", action="store_true", help="check the public files only")
    parser.add_argument("--proof", type=Path, metavar="FILE", help="check one member's proof instead")
    parser.add_argument("--root", metavar="HEX", help="the statements root, as you received it")
    parser.add_argument("--receipts-root", metavar="HEX", help="the receipts root, as you received it")
    parser.add_argument("--party", metavar="ID", help="your own party id: check that the proof is yours")
    parser.add_argument("--nonce", metavar="HEX", help="the secret number handed to you with your party id")


_MEANING: Final = {
    "bundle": "The outputs follow from the plan and the inputs; that the inputs are true, no bundle can prove.",
    "public": "Plan, totals and roots are those that were signed; only the whole bundle shows that they are right.",
    "proof": "This line is below the root you gave; compare that root with the one that was published.",
}


def run(args: argparse.Namespace) -> int:
    """Check what the options name and print the findings: 0 verified, 1 not verified, 2 misused."""
    if (args.directory is None) == (args.proof is None) or (args.proof is not None and args.root is None):
        print("verify: give either DIR, or --proof FILE with --root HEX", file=sys.stderr)
        return 2
    try:
        report = _report(args)
    except Refused as refusal:
        report = Report([str(refusal)])
    except OSError as error:
        print(f"verify: {error}", file=sys.stderr)
        return 2
    for line in [*report.facts, *(f"WRONG       {problem}" for problem in report.problems)]:
        print(line)
    if report.verified:
        print(
            "VERIFIED. This shows that the outputs follow from the plan and the inputs, not that the inputs are true."
        )
        return 0
    print(f"NOT VERIFIED: {len(report.problems)} found wrong.")
    return 1


def _report(args: argparse.Namespace) -> Report:
    if args.proof is not None:
        return member_report(args.proof.read_bytes(), args)
    if not args.directory.is_dir() or (args.previous is not None and not args.previous.is_dir()):
        raise NotADirectoryError(f"not a directory: {args.directory if args.previous is None else args.previous}")
    key = args.key.read_bytes() if args.key else None
    files = read_directory(args.directory)
    if args.public:
        return verify_public(files, trusted_key=key)
    return verify_files(files, trusted_key=key, previous=read_directory(args.previous) if args.previous else None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command."""
    parser = argparse.ArgumentParser(description="Check a settlement without trusting whoever made it.")
    add_arguments(parser)
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
