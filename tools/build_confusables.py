#!/usr/bin/env python3
"""Makes src/diwan/kernel/text/data/confusables.txt out of Unicode's own confusables.txt (UTS #39).

    python tools/build_confusables.py path/to/confusables.txt

The source is published at https://www.unicode.org/Public/security/ and lies in ICU (icu4c/source/data/unidata). Only
what a name can be made of is kept: letters and digits whose look-alike is not already found by compatibility
decomposition. One line for each look-alike: the letters it stands for, a tab, the letters that look like it.
"""

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "diwan" / "kernel" / "text" / "data" / "confusables.txt"
NOTICE = """\
# Letters that look alike, from the Unicode security mechanisms (UTS #39), version {version}.
# Made by tools/build_confusables.py; changes: compatibility forms, signs and punctuation are left out.
# Copyright 1991-2023 Unicode, Inc. All rights reserved. Distributed under the Terms of Use in
# https://www.unicode.org/copyright.html and the Unicode License: see LICENSE-UNICODE beside this file.
"""


def main(source: Path) -> None:
    text = source.read_text(encoding="utf-8-sig")
    version = next(line.split()[-1] for line in text.splitlines() if line.startswith("# Version"))
    groups: dict[str, list[str]] = defaultdict(list)
    for line in text.splitlines():
        parts = line.partition("#")[0].split(";")
        if len(parts) == 3:
            letter, looks_like = (from_hex(part) for part in parts[:2])
            if len(letter) == 1 and is_needed(letter, looks_like):
                groups[looks_like].append(letter)
    rows = [f"{to_hex(target)}\t{to_hex(''.join(sorted(letters)))}" for target, letters in sorted(groups.items())]
    TARGET.write_text(NOTICE.format(version=version) + "\n".join(rows) + "\n", encoding="ascii")
    print(f"{sum(map(len, groups.values()))} letters, {len(rows)} look-alikes, Unicode {version}")


def is_needed(letter: str, looks_like: str) -> bool:
    if unicodedata.category(letter)[0] not in "LN" and letter not in "|!$@":
        return False
    return unicodedata.normalize("NFKD", letter) != unicodedata.normalize("NFKD", looks_like)


def from_hex(text: str) -> str:
    return "".join(chr(int(point, 16)) for point in text.split())


def to_hex(text: str) -> str:
    return " ".join(f"{ord(letter):04X}" for letter in text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
