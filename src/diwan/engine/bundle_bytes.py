"""Canonical bytes of a settlement bundle: one value, one byte string, for JSON and for CSV.

JSON is the engine's own canonical form: sorted keys, no blanks, whole numbers only. CSV is ours, because no two writers
of CSV agree: LF, a header, decimal integers, and quotes only where a reader could not do without them.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from diwan.engine import canonical

Cell: TypeAlias = str | int
Row: TypeAlias = tuple[Cell, ...]


class BundleError(ValueError):
    """What was handed over cannot become a bundle; the message names the place."""


def sha256_hex(data: bytes) -> str:
    """SHA-256 in lower-case hexadecimal, as `sha256sum` prints it."""
    return hashlib.sha256(data).hexdigest()


def canonical_json(value: object) -> bytes:
    """The one UTF-8 JSON text of `value`, without a final newline. Raises BundleError for a value JSON cannot hold."""
    try:
        return canonical.canonical_json(value)
    except (TypeError, ValueError, RecursionError) as error:
        raise BundleError(f"a value has no canonical form: {error}") from None


def canonical_csv(header: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Header and rows as UTF-8, LF after every line, cells quoted only where they must be. The caller sorts."""
    lines = (",".join(_cell_text(cell, alone=len(line) == 1) for cell in line) for line in (tuple(header), *rows))
    return _encoded("".join(f"{line}\n" for line in lines))


def as_text(value: object, place: str) -> str:
    """`value` when it is text; BundleError otherwise."""
    if not isinstance(value, str):
        raise BundleError(f"{place}: text expected, found {value!r}")
    return value


def as_count(value: object, place: str) -> int:
    """`value` when it is a non-negative integer (money in minor units, weights, days); BundleError otherwise."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BundleError(f"{place}: non-negative integer expected, found {value!r}")
    return value


def as_integer(value: object, place: str) -> int:
    """`value` when it is an integer of either sign; BundleError otherwise."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise BundleError(f"{place}: integer expected, found {value!r}")
    return value


def as_mapping(value: object, place: str) -> Mapping[str, object]:
    """`value` when it is a mapping with text keys; BundleError otherwise."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise BundleError(f"{place}: mapping with text keys expected, found {value!r}")
    return value


def as_list(value: object, place: str) -> Sequence[object]:
    """`value` when it is a list or tuple; BundleError otherwise."""
    if not isinstance(value, list | tuple):
        raise BundleError(f"{place}: list expected, found {value!r}")
    return value


def _cell_text(cell: Cell, *, alone: bool) -> str:
    text = str(cell)
    if any(sign in text for sign in ',"\r\n') or (alone and not text):  # an empty lone cell would be an empty line
        return '"' + text.replace('"', '""') + '"'
    return text


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BundleError(f"text with a lone surrogate cannot be written: {text[error.start : error.end]!r}") from None
