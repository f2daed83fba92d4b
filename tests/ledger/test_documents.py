"""What the documents say about the books is so."""

import re
from pathlib import Path

from diwan.ledger import chart
from diwan.ledger.integrity import chain, check, findings, legs, seals, sums

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
ROW = re.compile(r"^\| `([a-z_:<>]+)` \| (debit|credit) \| (yes|no) \| (.+) \|$", re.MULTILINE)


def test_every_account_is_described_with_its_side_and_nothing_else_is() -> None:
    rows = ROW.findall((DOCS / "river" / "3-ledger.md").read_text(encoding="utf-8"))

    told = {account: (side, per_party) for account, side, per_party, meaning in rows if len(meaning) > 10}
    known = {code: chart.find(code) for code in chart.CODES}
    known[chart.FUNDS] = chart.find("funds:anything")
    assert told == {
        code: (str(account.normal_side), "yes" if account.per_party else "no") for code, account in known.items()
    }


def test_every_kind_of_finding_is_explained() -> None:
    sources = "".join(
        Path(str(module.__file__)).read_text(encoding="utf-8") for module in (chain, check, findings, legs, seals, sums)
    )
    kinds = set(re.findall(r'found\(\s*"([a-z_]+)"', sources)) | {"not_cleared", "negative"}
    told = set(re.findall(r"`([a-z_]+)`", (DOCS / "run" / "ledger.md").read_text(encoding="utf-8")))

    assert len(kinds) >= 12
    assert kinds <= told
