"""Copy the pinned browser assets out of an npm tree and write down exactly what was copied.

The project keeps its copies in git, so nobody needs Node to run or to test it. To refresh them:

    npm ci --ignore-scripts && python tools/vendor_assets.py

and, at any time, with or without an npm tree:

    python tools/vendor_assets.py --check
"""

import argparse
import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src" / "diwan" / "web" / "static"
MANIFEST = STATIC / "vendor" / "VENDOR.json"
PLEX = "@fontsource/ibm-plex-sans-arabic"
MARKAZI = "@fontsource-variable/markazi-text"
TOOLBAR = "@github/markdown-toolbar-element"
EXPANDER = "@github/text-expander-element"


class Asset(NamedTuple):
    """One file: the package it comes from, its path there, and its path under `static/`."""

    package: str
    source: str
    target: str


ASSETS = (
    Asset("htmx.org", "dist/htmx.min.js", "vendor/htmx.min.js"),
    Asset("htmx.org", "LICENSE", "vendor/licences/htmx.txt"),
    # The helps for writing. The second is its authors' own bundle; the licences of what is inside stand beside it.
    Asset(TOOLBAR, "dist/index.js", "vendor/markdown-toolbar.js"),
    Asset(TOOLBAR, "LICENSE", "vendor/licences/markdown-toolbar.txt"),
    Asset(EXPANDER, "dist/bundle.js", "vendor/text-expander.js"),
    Asset(EXPANDER, "LICENSE", "vendor/licences/text-expander.txt"),
    Asset("@github/combobox-nav", "LICENSE", "vendor/licences/combobox-nav.txt"),
    Asset("dom-input-range", "LICENSE", "vendor/licences/dom-input-range.txt"),
    *(
        Asset(PLEX, f"files/ibm-plex-sans-arabic-{subset}-{weight}-normal.woff2", f"fonts/plex-{subset}-{weight}.woff2")
        for subset in ("arabic", "latin")
        for weight in (400, 500, 600)
    ),
    Asset(PLEX, "LICENSE", "vendor/licences/ibm-plex-sans-arabic.txt"),
    *(
        Asset(MARKAZI, f"files/markazi-text-{subset}-wght-normal.woff2", f"fonts/markazi-{subset}.woff2")
        for subset in ("arabic", "latin")
    ),
    Asset(MARKAZI, "LICENSE", "vendor/licences/markazi-text.txt"),
)

# Files of our own making that travel under somebody's licence: the tabular Arabic-Indic digits.
OWN = (
    {
        "file": "fonts/diwan-digits-arabic.woff2",
        "package": "Noto Sans Arabic, cut to U+0660-066C and renamed Diwan Digits Arabic",
        "version": "own subset, 1",
        "licence": "OFL-1.1",
    },
    {
        "file": "vendor/licences/noto-sans-arabic.txt",
        "package": "Noto Sans Arabic",
        "version": "own subset, 1",
        "licence": "OFL-1.1",
    },
)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy_all(modules: Path) -> list[dict[str, str]]:
    """Copy every asset out of `modules` and return one manifest record for each."""
    records = []
    for asset in ASSETS:
        facts = json.loads((modules / asset.package / "package.json").read_text())
        target = STATIC / asset.target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / asset.package / asset.source, target)
        record = {"file": asset.target, "package": asset.package, "version": facts["version"]}
        records.append({**record, "licence": facts["license"], "sha256": digest(target)})
    return records


def write_manifest(records: list[dict[str, str]]) -> None:
    """Write VENDOR.json: what was copied, and our own files beside it, sorted by file."""
    own = [{**record, "sha256": digest(STATIC / record["file"])} for record in OWN]
    ordered = sorted([*records, *own], key=lambda record: record["file"])
    MANIFEST.write_text(json.dumps({"files": ordered}, indent=2) + "\n")


def mismatches() -> list[str]:
    """The files of the manifest that are missing, or differ from their recorded hash."""
    records = json.loads(MANIFEST.read_text())["files"]
    wrong = []
    for record in records:
        path = STATIC / record["file"]
        if not path.is_file() or digest(path) != record["sha256"]:
            wrong.append(record["file"])
    return wrong


def main() -> int:
    """Refresh the copies, or with `--check` compare them with the manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare the files with VENDOR.json and change nothing")
    parser.add_argument("--modules", type=Path, default=ROOT / "node_modules", help="the npm tree to copy from")
    options = parser.parse_args()
    if not options.check:
        write_manifest(copy_all(options.modules))
    wrong = mismatches()
    for name in wrong:
        print(f"differs from VENDOR.json: {name}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
