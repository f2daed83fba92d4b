"""Who a line belongs to and how it is proved: pseudonyms, salts, and the two Merkle trees of a settlement.

The settlement runs on pids, one per party and settlement, so that nobody can follow a person from month to month; each
leaf is salted, so that nobody can guess a neighbour's amount from its hash. Both come from one secret of the
settlement: delete it and the proofs handed out still hold, while every other leaf is noise.
"""

import hmac
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diwan.engine.bundle_bytes import BundleError, Row, canonical_json, sha256_hex
from diwan.engine.proof import MerkleTree, leaf_hash

PID_LENGTH = 32
OWN_HEAD = ("community", "currency", "exponent", "period")
_SAFE_NAME = re.compile("[0-9A-Za-z_-]{1,64}")


def member_nonce(*, party: str, secret: bytes) -> bytes:
    """r, 32 bytes handed only to this party: with it the party can recompute their own pid, and nobody else can."""
    return hmac.digest(secret, party.encode(), "sha256")


def member_pid(*, settlement_id: str, party: str, secret: bytes) -> str:
    """The party's pseudonym in this settlement alone: 32 hexadecimal digits of SHA-256(settlement id ‖ party ‖ r)."""
    nonce = member_nonce(party=party, secret=secret)
    return sha256_hex(settlement_id.encode() + party.encode() + nonce)[:PID_LENGTH]


def member_salt(*, pid: str, secret: bytes) -> bytes:
    """The 32 bytes that keep this member's statement leaf from being guessed."""
    return hmac.digest(secret, pid.encode(), "sha256")


def receipt_salt(*, receipt: str, secret: bytes) -> bytes:
    """The 32 bytes that keep this receipt's leaf from being guessed; the zero byte keeps it apart from any pid."""
    return hmac.digest(secret, b"receipt\x00" + receipt.encode(), "sha256")


@dataclass(frozen=True, slots=True)
class Statements:
    """The first tree: one leaf per person who earned, paid or has a statement, in order of pid."""

    tree: MerkleTree
    pids: tuple[str, ...]
    documents: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Receipts:
    """The second tree: one leaf per receipt, in order of id, each with the edges its payer's money took."""

    tree: MerkleTree
    rows: tuple[Row, ...]
    edges: Mapping[str, list[list[str]]]
    persons: Mapping[str, str]


def build_statements(
    *,
    head: Mapping[str, object],
    secret: bytes,
    tables: Mapping[str, Sequence[Row]],
    statements: Mapping[str, Mapping[str, object]],
) -> Statements:
    """Leaf = H(canonical [settlement id, pid, amount, H(own document)] ‖ salt); amounts in minor units.

    The own document holds whose money it is and of when, so that no proof can be read as another month's or currency's.
    """
    persons = _persons(tables)
    earned = {str(name): int(amount) for name, amount in tables["outputs/alloc.csv"] if not is_account(str(name))}
    payers = {persons.get(str(row[1]), str(row[1])) for row in tables["inputs/receipts.csv"]}
    lines = _own_lines(tables["outputs/pools.csv"])
    documents: dict[str, Mapping[str, object]] = {}
    leaves = []
    for pid in sorted({*earned, *payers, *statements}):
        if not _SAFE_NAME.fullmatch(pid):  # it names the file of its proof
            raise BundleError(f"{pid!r} is no pid: 1 to 64 letters, digits, - and _")
        own = {"lines": lines[pid], "statement": statements.get(pid, {})}
        statement_hash = sha256_hex(canonical_json({**{name: head[name] for name in OWN_HEAD}, **own}))
        amount, salt = earned.get(pid, 0), member_salt(pid=pid, secret=secret)
        leaves.append(leaf_hash(canonical_json([head["settlement_id"], pid, amount, statement_hash]) + salt))
        documents[pid] = {"pid": pid, "amount": amount, "statement_hash": statement_hash, "salt": salt.hex(), **own}
    return Statements(MerkleTree.of(leaves), tuple(documents), documents)


def build_receipts(*, settlement_id: str, secret: bytes, tables: Mapping[str, Sequence[Row]]) -> Receipts:
    """Leaf = H(canonical [settlement id, receipt cells, H(the payer's edges)] ‖ salt); cells are the CSV's own text."""
    persons = _persons(tables)
    edges: defaultdict[str, list[list[str]]] = defaultdict(list)
    for edge in tables["outputs/edges.csv"]:
        edges[str(edge[2])].append([str(cell) for cell in edge])
    rows = tuple(tables["inputs/receipts.csv"])
    leaves = []
    for row in rows:
        cells = [str(cell) for cell in row]
        edges_hash = sha256_hex(canonical_json(edges[persons.get(cells[1], cells[1])]))
        salt = receipt_salt(receipt=cells[0], secret=secret)
        leaves.append(leaf_hash(canonical_json([settlement_id, cells, edges_hash]) + salt))
    return Receipts(MerkleTree.of(leaves), rows, edges, persons)


def leaf_rows(statements: Statements, receipts: Receipts) -> list[Row]:
    """Rows of outputs/leaves.csv: with them an auditor rebuilds both roots without seeing one salt."""
    trees = (("receipts", receipts.tree), ("statements", statements.tree))
    return [(name, index, leaf.hex()) for name, tree in trees for index, leaf in enumerate(tree.levels[0])]


def member_proofs(
    *, head: Mapping[str, object], statements: Statements, receipts: Receipts, secret: bytes
) -> dict[str, bytes]:
    """One private canonical JSON document per person, by pid: own lines, own receipts, and the way to both roots."""
    paid: defaultdict[str, list[Mapping[str, object]]] = defaultdict(list)
    for index, row in enumerate(receipts.rows):
        salt = receipt_salt(receipt=str(row[0]), secret=secret)
        proof = {"cells": [str(cell) for cell in row], "salt": salt.hex(), **_place(receipts.tree, index)}
        paid[receipts.persons.get(str(row[1]), str(row[1]))].append(proof)
    proofs = {}
    for index, pid in enumerate(statements.pids):
        own = {**head, **statements.documents[pid], **_place(statements.tree, index)}
        receipts_part = {"edges": receipts.edges.get(pid, []), "items": paid[pid], **_tree_head(receipts.tree)}
        proofs[pid] = canonical_json({**own, **_tree_head(statements.tree), "receipts": receipts_part})
    return proofs


def is_account(name: str) -> bool:
    """True for an account of the plan (`acct:…`), which is no person and gets no leaf."""
    return name.startswith("acct:")


def _persons(tables: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    return {str(account): str(person) for account, person in tables["inputs/persons.csv"]}


def _own_lines(pools: Sequence[Row]) -> defaultdict[str, list[Mapping[str, object]]]:
    lines: defaultdict[str, list[Mapping[str, object]]] = defaultdict(list)
    for pool, entry, person, amount in pools:
        if entry == "share":
            lines[str(person)].append({"pool": pool, "amount": amount})
    return lines


def _place(tree: MerkleTree, index: int) -> dict[str, object]:
    path = [step.hex() for step in tree.inclusion_path(index)]
    return {"index": index, "leaf": tree.levels[0][index].hex(), "path": path}


def _tree_head(tree: MerkleTree) -> dict[str, object]:
    return {"root": tree.root.hex(), "size": tree.size}
