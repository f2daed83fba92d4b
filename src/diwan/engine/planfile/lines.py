"""Reading waterfalls: their kinds, lines and takes."""

from collections.abc import Mapping
from typing import Literal, cast

from diwan.engine.plan import KINDS, Line, Take, Waterfall
from diwan.engine.reading import Reader

_ASKS = ("fixed", "bps", "actual")
_TARGETS = ("acct", "pool", "flow")


def read_waterfall(reader: Reader) -> Waterfall:
    """A top-level waterfall with its source kinds."""
    reader.mapping("name", "from", "lines")
    kinds = read_kinds(reader.at("from"))
    return Waterfall(name=reader.at("name").text(), kinds=kinds, lines=_read_lines(reader.at("lines")))


def read_flow(name: str, reader: Reader) -> Waterfall:
    """A nested waterfall: its money comes from the line that names it, so it has no kinds."""
    reader.mapping("name", "from", "lines")
    if "name" in reader and reader.at("name").text() != name:
        raise reader.at("name").refuse("flow_name", f"this flow is called '{name}' where it is declared")
    if "from" in reader and reader.at("from").each():
        raise reader.at("from").refuse("flow_kinds", "a nested flow is fed by a line, not by kinds of receipts")
    return Waterfall(name=name, kinds=(), lines=_read_lines(reader.at("lines")))


def read_kinds(reader: Reader) -> tuple[str, ...]:
    """A list of at least one source kind."""
    for kind in reader.each():
        kind.choice(sorted(KINDS))
    if not reader.value:
        raise reader.refuse("empty", "at least one kind of receipt is needed")
    return reader.names()


def _read_lines(reader: Reader) -> tuple[Line, ...]:
    readers = reader.each()
    lines = tuple(_read_line(line) for line in readers)
    for place, line in zip(readers[:-1], lines[:-1], strict=True):
        if line.take.is_rest:
            raise place.at("take").refuse("rest_not_last", "only the last line may take the rest")
    if not lines or not lines[-1].take.is_rest:
        raise reader.refuse("rest_missing", "the last line must take the rest, so that no money is left over")
    return lines


def _read_line(reader: Reader) -> Line:
    reader.mapping("name", "take", "to")
    return Line(reader.at("name").text(), _read_take(reader.at("take")), _read_target(reader.at("to")))


def _read_target(reader: Reader) -> str:
    target, _, name = reader.text().partition(":")
    if target not in _TARGETS or not name:
        raise reader.refuse("bad_target", "a line goes to acct:<name>, pool:<name> or flow:<name>")
    return reader.account() if target == "acct" else f"{target}:{name}"


def _read_take(reader: Reader) -> Take:
    if reader.value == "rest":
        return Take()
    if not isinstance(reader.value, Mapping):
        raise reader.refuse("bad_take", "a take is 'rest' or one of fixed, bps, actual")
    reader.mapping(*_ASKS, "of", "min", "max", "max_bps")
    if sum(ask in reader for ask in _ASKS) != 1:
        raise reader.refuse("bad_take", "a take names exactly one of fixed, bps, actual")
    if "of" in reader and "bps" not in reader:
        raise reader.at("of").refuse("of_without_bps", "'of' says what a rate is taken of; it needs bps")
    take = Take(
        fixed=_optional(reader, "fixed"),
        bps=reader.at("bps").bps() if "bps" in reader else None,
        of=cast(Literal["base", "rest"], reader.at("of").choice(("base", "rest")) if "of" in reader else "base"),
        actual=reader.at("actual").text() if "actual" in reader else None,
        min=_optional(reader, "min"),
        max=_optional(reader, "max"),
        max_bps=reader.at("max_bps").bps() if "max_bps" in reader else None,
    )
    if take.min is not None and take.max is not None and take.min > take.max:
        raise reader.at("min").refuse("min_above_max", "the least of a line cannot be above its most")
    return take


def _optional(reader: Reader, key: str) -> int | None:
    return reader.at(key).whole() if key in reader else None
