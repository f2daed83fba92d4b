"""Docs are under test: settings, commands, act kinds and ledger accounts are described; the README's commands exist."""

import re
from pathlib import Path

from diwan.__main__ import COMMANDS
from diwan.contributions.kinds import KINDS
from diwan.ledger import chart

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 120


def test_every_command_is_in_the_readme_and_every_command_there_exists() -> None:
    named = set(re.findall(r"`diwan ([a-z-]+)", README)) | set(re.findall(r"\.venv/bin/diwan ([a-z-]+)", README))
    assert named == set(COMMANDS)


def test_every_setting_is_described_and_every_described_one_is_read() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "diwan").rglob("*.py"))
    source += (ROOT / "start.py").read_text(encoding="utf-8") + (ROOT / "tests" / "conftest.py").read_text(
        encoding="utf-8"
    )
    read = set(re.findall(r"\"(DIWAN_[A-Z_]+|DATABASE_URL)\"", source)) - {"DIWAN_TEST_POSTGRES"}
    described = set(
        re.findall(r"`(DIWAN_[A-Z_]+|DATABASE_URL)`", (ROOT / "docs/run/settings.md").read_text(encoding="utf-8"))
    )
    assert read == described


def test_every_kind_of_act_is_in_its_catalogue_with_its_weight() -> None:
    page = (ROOT / "docs/river/1-acts.md").read_text(encoding="utf-8")
    for code, kind in KINDS.items():
        row = next((line for line in page.splitlines() if line.startswith(f"| `{code}`")), None)
        assert row is not None, code
        assert str(kind.weight) in row.replace(" ", "").replace(",", "").replace("_", ""), code


def test_every_account_of_the_chart_is_described() -> None:
    page = (ROOT / "docs/river/3-ledger.md").read_text(encoding="utf-8")
    accounts = re.findall(
        r"\"((?:assets|liabilities|income|expenses|funds|equity):[a-z_]+)\"", Path(chart.__file__).read_text()
    )
    assert accounts
    for account in accounts:
        assert account in page, account


def test_links_between_documents_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} -> {target}"
