"""Nobody can change one byte of a bundle, of any file and at any place, without being found out."""

import random

from diwan import verifier

Files = dict[str, bytes]
SEED = 20260131
MUTATIONS = 1000


def mutations(files: Files, chance: random.Random) -> list[tuple[str, int, int]]:
    """(path, position, new byte): each file at least twenty times, first and last byte included, the rest by size."""
    chosen = []
    for path in sorted(files):
        places = {0, len(files[path]) - 1, *(chance.randrange(len(files[path])) for _ in range(18))}
        chosen += [(path, place) for place in sorted(places)]
    paths, sizes = zip(*((path, len(content)) for path, content in sorted(files.items())), strict=True)
    while len(chosen) < MUTATIONS:
        path = chance.choices(paths, sizes)[0]
        chosen.append((path, chance.randrange(len(files[path]))))
    return [(path, place, (files[path][place] + chance.randint(1, 255)) % 256) for path, place in chosen]


def test_a_thousand_one_byte_changes_are_all_rejected_and_the_file_is_named(files: Files) -> None:
    changes = mutations(files, random.Random(SEED))
    assert len(changes) >= MUTATIONS
    assert {path for path, _, _ in changes} == set(files)
    for path, place, value in changes:
        content = files[path]
        changed = content[:place] + bytes([value]) + content[place + 1 :]
        report = verifier.verify_files({**files, path: changed})
        where = f"seed {SEED}: {path}, byte {place} became {value}"
        assert not report.verified, where
        assert any(path in problem for problem in report.problems), where


def test_a_byte_more_or_a_byte_less_is_rejected(files: Files) -> None:
    for path, content in files.items():
        for changed in (content[:-1], content + b"\n", content + b" ", b"\xef\xbb\xbf" + content, b""):
            assert not verifier.verify_files({**files, path: changed}).verified, path


def test_a_missing_file_and_a_stranger_are_named(files: Files) -> None:
    for path in files:
        if not path.startswith("proofs/"):
            missing = {other: content for other, content in files.items() if other != path}
            assert f"{path}: the file is missing" in verifier.verify_files(missing).problems
    for stranger in ("inputs/more.csv", "outputs/alloc.csv~", "proofs/../../x.json", "README"):
        report = verifier.verify_files({**files, stranger: b""})
        assert f"{stranger}: the file does not belong here" in report.problems
