"""A member holds one small file and a root received elsewhere, and needs nobody's permission to check their line."""

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diwan import verifier
from diwan.engine.bundle import Bundle, member_nonce, member_pid

Document = dict[str, Any]
SECRET = bytes(range(32))
KAI = member_pid(settlement_id="2026-01", party="kai", secret=SECRET)
ANA = member_pid(settlement_id="2026-01", party="ana", secret=SECRET)


@pytest.fixture
def month(example: Callable[[str], tuple[Document, Document]], bundled: Callable[..., Bundle]) -> Bundle:
    return bundled(*example("ex3"))


@pytest.fixture
def check(month: Bundle, tmp_path: Path) -> Callable[..., int]:
    """Run the verifier on a proof, changed or not, as its member would."""

    def run(pid: str, /, *options: str, root: str | None = None, **changed: Any) -> int:
        path = tmp_path / "proof.json"
        path.write_bytes(verifier.canonical({**json.loads(month.proofs[pid]), **changed}))
        return verifier.main(["--proof", str(path), "--root", root or month.statement_root, *options])

    return run


def test_a_member_sees_that_the_own_line_is_below_the_root(
    check: Callable[..., int], month: Bundle, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(KAI, "--receipts-root", month.receipt_root) == 0
    said = capsys.readouterr().out
    assert f"8195 USD (minor units) for {KAI}" in said
    assert "below the root" in said


def test_receipts_are_not_said_to_be_checked_when_no_root_for_them_is_known(
    check: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(ANA) == 0
    assert "NOT CHECKED" in capsys.readouterr().out


def test_a_payer_finds_every_payment_and_where_it_went(month: Bundle) -> None:
    paid = json.loads(month.proofs[ANA])["receipts"]
    assert [item["cells"][0] for item in paid["items"]] == ["m1", "t1"]
    assert {edge[2] for edge in paid["edges"]} == {ANA}


def test_the_owner_of_a_pseudonym_can_recompute_it_and_nobody_elses(check: Callable[..., int]) -> None:
    nonce = member_nonce(party="kai", secret=SECRET).hex()
    assert check(KAI, "--party", "kai", "--nonce", nonce) == 0
    assert check(KAI, "--party", "lea", "--nonce", nonce) == 1
    assert check(KAI, "--party", "kai") == 1
    assert check(KAI, "--party", "kai", "--nonce", "xyz") == 1


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 8196},
        {"lines": [{"pool": "creators", "amount": 8195}]},
        {"statement": {}},
        {"statement_hash": "0" * 64},
        {"salt": "0" * 64},
        {"salt": "Z" * 64},
        {"leaf": "0" * 64},
        {"index": 1},
        {"index": -1},
        {"index": 99},
        {"index": "0"},
        {"size": 1},
        {"path": []},
        {"path": [7]},
        {"root": "0" * 64},
        {"settlement_id": "2026-02"},
        {"pid": "somebody"},
        {"currency": "KWD"},
        {"exponent": 3},
        {"period": "2026-02"},
        {"community": "elsewhere"},
        {"format": "other"},
        {"format_version": 2},
        {"receipts": {}},
        {"receipts": {"edges": [], "items": [{}], "root": "0" * 64, "size": 1}},
        {"surprise": 1},
        {"lines": 7},
    ],
)
def test_whatever_is_changed_in_a_proof_it_no_longer_holds(change: Document, check: Callable[..., int]) -> None:
    assert check(KAI, **change) == 1


def test_no_byte_of_a_proof_can_be_changed(month: Bundle) -> None:
    content, chance = month.proofs[ANA], random.Random(6962)
    args = argparse.Namespace(root=month.statement_root, receipts_root=month.receipt_root, party=None)
    assert verifier.member_report(content, args).verified
    for _ in range(500):
        place = chance.randrange(len(content))
        value = (content[place] + chance.randint(1, 255)) % 256
        changed = content[:place] + bytes([value]) + content[place + 1 :]
        assert not verifier.member_report(changed, args).verified, f"byte {place} became {value}"


def test_a_proof_does_not_hold_under_another_root_nor_do_its_receipts(check: Callable[..., int]) -> None:
    assert check(KAI, root="0" * 64) == 1
    assert check(ANA, "--receipts-root", "0" * 64) == 1


def test_a_changed_payment_does_not_hold(check: Callable[..., int], month: Bundle) -> None:
    paid = json.loads(month.proofs[ANA])["receipts"]
    items = [{**item, "cells": [*item["cells"][:3], "1", *item["cells"][4:]]} for item in paid["items"]]
    assert check(ANA, receipts={**paid, "items": items}) == 1
    assert check(ANA, receipts={**paid, "edges": []}) == 1


def test_a_proof_in_the_bundle_that_differs_from_the_tables_is_named(month: Bundle, files: dict[str, bytes]) -> None:
    path = f"proofs/{ANA}.json"
    proof = json.loads(month.proofs[ANA])
    fewer = {**proof, "receipts": {**proof["receipts"], "items": proof["receipts"]["items"][:1]}}
    for changed, said in (
        (verifier.canonical(fewer), "not all own receipts"),
        (verifier.canonical({**proof, "period": "2026-02"}), "period expected 2026-01"),
        (verifier.canonical({**proof, "receipts": None}), "an entry is missing or unknown"),
        (verifier.canonical({**proof, "lines": [{}]}), "wrong shape"),
        (month.proofs[KAI], "pid expected"),
        (b"{}", "an entry is missing or unknown"),
        (b"[]", "not in canonical form"),
        (b"[" * 100_000, "not readable as JSON"),
    ):
        problems = verifier.verify_files({**files, path: changed}).problems
        assert any(path in problem and said in problem for problem in problems), (said, problems)
