"""`diwan close` and `diwan bundle`, as a person at a shell meets them."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from diwan import verifier
from diwan.__main__ import main
from diwan.distribution import keys
from diwan.kernel import clock

MONTH = "2026-01"


@pytest.fixture
def february(monkeypatch: pytest.MonkeyPatch, qanda: Any) -> Any:
    """It is the second of February."""
    monkeypatch.setattr(clock, "now", lambda: qanda.counting(2026, 2, 2))
    return qanda


def test_close_goes_as_far_as_it_may_and_says_until_when_it_waits(february: Any, capsys: Any) -> None:
    assert main(["close", "orchard", MONTH]) == 0
    told = capsys.readouterr().out
    assert [line.split()[1] for line in told.splitlines()] == [
        "frozen", "snapshotted", "settled", "checked", "previewed", "published", "waits",
    ]  # fmt: skip
    assert "2026-02-09" in told


def test_close_now_posts_and_seals_and_a_second_run_finds_nothing_to_do(february: Any, capsys: Any) -> None:
    assert main(["close", "orchard", MONTH, "--now", "--json"]) == 0
    first = capsys.readouterr()
    assert json.loads(first.out)["stage"] == "sealed"
    assert "sealed" in first.err
    assert main(["close", "orchard", MONTH, "--json"]) == 0
    assert capsys.readouterr().out == first.out
    assert february.balance("liabilities:members", "huda") == 3708


def test_close_stops_where_it_is_told_to(february: Any, capsys: Any) -> None:
    assert main(["close", "orchard", MONTH, "--until", "settled", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stage"] == "settled"


def test_an_open_objection_is_named(february: Any, capsys: Any) -> None:
    from diwan.distribution.public import raise_objection

    main(["close", "orchard", MONTH])
    raise_objection(
        community_id=february.id, period=MONTH, party=february.party("huda"), line="", text="?", at=clock.now()
    )
    capsys.readouterr()
    main(["close", "orchard", MONTH])
    assert "1 objection(s) to decide" in capsys.readouterr().out


def test_a_month_that_is_not_over_is_one_sentence_not_a_traceback(february: Any, capsys: Any) -> None:
    assert main(["close", "orchard", "2026-02"]) == 2
    assert "not over yet" in capsys.readouterr().err


def test_a_bundle_is_written_and_verified_and_never_over_something_else(
    february: Any, capsys: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "bundle"
    assert main(["bundle", "orchard", MONTH, "-o", str(folder)]) == 2
    main(["close", "orchard", MONTH])
    assert main(["bundle", "orchard", MONTH, "-o", str(folder)]) == 0
    assert verifier.verify_files(verifier.read_directory(folder)).problems == []
    assert main(["bundle", "orchard", MONTH, "-o", str(folder)]) == 2
    (tmp_path / "file").write_text("mine")
    assert main(["bundle", "orchard", MONTH, "-o", str(tmp_path / "file")]) == 2
    assert (tmp_path / "file").read_text() == "mine"


def test_the_public_part_of_a_bundle_is_checked_by_anyone(february: Any, tmp_path: Path) -> None:
    main(["close", "orchard", MONTH])
    assert main(["bundle", "orchard", MONTH, "-o", str(tmp_path / "public"), "--public"]) == 0
    files = verifier.read_directory(tmp_path / "public")
    assert verifier.verify_public(files).problems == []
    assert not any(path.startswith(("inputs/", "outputs/")) for path in files)


def test_the_signing_key_is_made_once_and_is_the_owners_alone(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    first, second = keys.sign(b"manifest"), keys.sign(b"manifest")
    assert first == second
    assert stat.S_IMODE(keys.key_path().stat().st_mode) == 0o600
    assert [path.name for path in keys.key_path().parent.iterdir()] == ["settlement.pem"]


def test_of_two_processes_that_start_at_once_one_key_wins(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    keys.sign(b"")
    before = keys.key_path().read_bytes()
    keys._make(keys.key_path())
    assert keys.key_path().read_bytes() == before


def test_a_key_of_another_kind_is_refused(settings: Any, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    settings.DATA_DIR = tmp_path
    keys.key_path().parent.mkdir()
    pem = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    keys.key_path().write_bytes(pem)
    with pytest.raises(TypeError):
        keys.sign(b"manifest")
