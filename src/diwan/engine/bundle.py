"""The settlement bundle: a settled month as files that anyone can check without us.

`build_bundle` is a pure writer: the same plan, inputs and outputs give the same bytes, always. It computes no share
itself; it refuses figures that do not add up. Signing happens outside, over `Bundle.manifest_bytes`; `seal_bundle` adds
the signature, the key and the list of hashes. The format is described in docs/algorithms/bundle-format.md.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from diwan.engine.bundle_bytes import BundleError, Row, as_count, as_mapping, as_text, canonical_json, sha256_hex
from diwan.engine.bundle_summary import public_summary
from diwan.engine.bundle_tables import input_tables, output_tables, write_tables
from diwan.engine.bundle_trees import (
    build_receipts,
    build_statements,
    is_account,
    leaf_rows,
    member_nonce,
    member_pid,
    member_proofs,
    member_salt,
)
from diwan.engine.money import EXPONENTS

__all__ = [
    "PUBLIC_PATHS",
    "Bundle",
    "BundleError",
    "BundleMeta",
    "build_bundle",
    "canonical_json",
    "member_nonce",
    "member_pid",
    "member_salt",
    "seal_bundle",
]

FORMAT: Final = "diwan-settlement"
PROOF_FORMAT: Final = "diwan-member-proof"
SUMMARY_FORMAT: Final = "diwan-public-summary"
FORMAT_VERSION: Final = 1
PUBLIC_PATHS: Final = frozenset({"plan.json", "manifest.json", "manifest.sig", "key.pem", "public/summary.json"})
_SPKI_ED25519: Final = bytes.fromhex("302a300506032b6570032100")


@dataclass(frozen=True, slots=True)
class BundleMeta:
    """What the bundle says about itself. `secret` (k_s, at least 32 bytes) never enters the bundle.

    `sequence` counts a community's bundles from 1; `previous_manifest_hash` is None for the first and only for it.
    `opened_plan_hash` is the plan's SHA-256 as it was pinned when the period opened.
    """

    settlement_id: str
    community: str
    period: str
    engine_version: str
    previous_manifest_hash: str | None
    sequence: int
    opened_plan_hash: str
    secret: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """An unsigned bundle. `files` are the auditor's tier, by path; `proofs` are private, by pid, and not among them."""

    files: Mapping[str, bytes]
    manifest_bytes: bytes
    statement_root: str
    receipt_root: str
    proofs: Mapping[str, bytes]

    @property
    def manifest_hash(self) -> str:
        """SHA-256 of the manifest: what the next bundle names as its previous one."""
        return sha256_hex(self.manifest_bytes)


def build_bundle(
    *,
    plan: Mapping[str, object],
    inputs: Mapping[str, object],
    outputs: Mapping[str, object],
    meta: BundleMeta,
    statements: Mapping[str, Mapping[str, object]],
) -> Bundle:
    """Write a settlement as canonical files; amounts in minor units, edges in 10^-12 of one.

    `inputs` is the inputs document of `settle` with pids for ids, and optionally `reversals`, a list of receipt ids
    left out; `outputs` its output document with `edges` and, when there are reversals, `adjustments` {id: difference}.
    Raises BundleError when types are wrong, the plan is not the one pinned, or the figures do not add up.
    """
    _check_meta(meta)
    plan_bytes = canonical_json(plan)
    if sha256_hex(plan_bytes) != meta.opened_plan_hash:
        raise BundleError("plan: it is not the plan pinned when the period opened")
    tables = input_tables(inputs) | output_tables(outputs, as_mapping(plan.get("pools", {}), "plan.pools"))
    totals = _totals(tables, outputs)
    head = _head(meta, plan)
    own = build_statements(head=head, secret=meta.secret, tables=tables, statements=statements)
    paid = build_receipts(settlement_id=meta.settlement_id, secret=meta.secret, tables=tables)
    tables["outputs/leaves.csv"] = leaf_rows(own, paid)
    roots = {"receipts": paid.tree.root.hex(), "statements": own.tree.root.hex()}
    about = {**head, "plan_hash": meta.opened_plan_hash, "roots": roots, "totals": totals}
    summary = public_summary(head={"format": SUMMARY_FORMAT, **about}, plan=plan, tables=tables)
    files = {"plan.json": plan_bytes, "public/summary.json": canonical_json(summary), **write_tables(tables)}
    manifest = canonical_json(
        {
            **about,
            "format": FORMAT,
            "engine_version": meta.engine_version,
            "files": {path: sha256_hex(content) for path, content in files.items()},
            "leaves": {"receipts": paid.tree.size, "statements": own.tree.size},
            "previous_manifest_hash": meta.previous_manifest_hash,
            "seed": as_text(inputs.get("seed", ""), "seed"),
            "sequence": meta.sequence,
        }
    )
    proofs = member_proofs(head={"format": PROOF_FORMAT, **head}, statements=own, receipts=paid, secret=meta.secret)
    return Bundle({**files, "manifest.json": manifest}, manifest, roots["statements"], roots["receipts"], proofs)


def seal_bundle(bundle: Bundle, *, signature: bytes, public_key_raw: bytes) -> dict[str, bytes]:
    """The bundle's files with manifest.sig (64 raw bytes of Ed25519), key.pem and SHA256SUMS; proofs stay apart.

    The signature is not checked here. Raises BundleError when signature or key has the wrong length.
    """
    if len(signature) != 64 or len(public_key_raw) != 32:
        raise BundleError("an Ed25519 signature has 64 bytes and its public key 32")
    sealed = {**bundle.files, "manifest.sig": signature, "key.pem": public_key_pem(public_key_raw)}
    sums = "".join(f"{sha256_hex(sealed[path])}  {path}\n" for path in sorted(sealed))
    return {**sealed, "SHA256SUMS": sums.encode()}


def public_key_pem(raw: bytes) -> bytes:
    """The 32 raw bytes of an Ed25519 public key as SubjectPublicKeyInfo in PEM, as OpenSSL reads it."""
    body = base64.b64encode(_SPKI_ED25519 + raw)
    return b"-----BEGIN PUBLIC KEY-----\n" + body + b"\n-----END PUBLIC KEY-----\n"


def _check_meta(meta: BundleMeta) -> None:
    if len(meta.secret) < 32:
        raise BundleError("secret: at least 32 bytes are needed")
    if meta.sequence < 1 or (meta.sequence == 1) != (meta.previous_manifest_hash is None):
        raise BundleError("sequence: the first bundle has number 1 and no previous one, every later one has both")
    hashes = [meta.opened_plan_hash, meta.previous_manifest_hash or meta.opened_plan_hash]
    if not all(re.fullmatch("[0-9a-f]{64}", one) for one in hashes):
        raise BundleError("hashes are 64 lower-case hexadecimal digits")


def _head(meta: BundleMeta, plan: Mapping[str, object]) -> dict[str, object]:
    currency = as_text(plan.get("currency"), "plan.currency")
    if currency not in EXPONENTS:
        raise BundleError(f"plan.currency: {currency!r} is no currency of ISO 4217")
    return {
        "format_version": FORMAT_VERSION,
        "settlement_id": meta.settlement_id,
        "community": meta.community,
        "period": meta.period,
        "currency": currency,
        "exponent": as_count(plan.get("exponent", EXPONENTS[currency]), "plan.exponent"),
    }


def _totals(tables: Mapping[str, list[Row]], outputs: Mapping[str, object]) -> dict[str, int]:
    """Sums over the receipts not withdrawn, in minor units. Raises BundleError when money appears or vanishes."""
    withdrawn = {row[0] for row in tables["inputs/reversals.csv"]}
    if unknown := withdrawn - {row[0] for row in tables["inputs/receipts.csv"]}:
        raise BundleError(f"reversals: no receipt {min(map(str, unknown))!r}")
    rows = [row for row in tables["inputs/receipts.csv"] if row[0] not in withdrawn]
    gross, tax, fee = (sum(int(row[column]) for row in rows) for column in (3, 4, 5))
    alloc = {str(name): int(amount) for name, amount in tables["outputs/alloc.csv"]}
    accounts = sum(amount for name, amount in alloc.items() if is_account(name))
    members = sum(alloc.values()) - accounts
    if not gross == outputs.get("gross") == accounts + members:
        raise BundleError(f"gross: receipts {gross}, outputs {outputs.get('gross')!r}, alloc {accounts + members}")
    if sum(int(row[1]) for row in tables["outputs/adjustments.csv"]) != gross - sum(
        int(row[3]) for row in tables["inputs/receipts.csv"]
    ):
        raise BundleError("adjustments: they do not add up to minus the reversed gross")
    net = gross - tax - fee
    return {"accounts": accounts, "fee": fee, "gross": gross, "members": members, "net": net, "tax": tax}
