"""Reads a Stack Exchange dump: one XML file a table, one `<row/>` a line, everything in attributes. Streamed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import ParseError, XMLPullParser

from diwan.moving.errors import BrokenDump, NotADump

Row = dict[str, str]
TABLES = ("Users", "Posts", "Comments", "Votes", "Badges", "Tags", "PostLinks", "PostHistory")
_PIECE = 1 << 16


def check(folder: Path) -> None:
    """Raises NotADump unless the three tables without which there is nothing to bring are there."""
    for table in ("Users", "Posts", "Comments"):
        if not (folder / f"{table}.xml").is_file():
            raise NotADump(folder=folder, file=f"{table}.xml")


def rows(folder: Path, table: str) -> Iterator[Row]:
    """The rows of a table, in the file's order; none when the dump lacks it. Raises BrokenDump.

    A dump has no document type; a file that declares one is refused, so that no entity can be expanded.
    """
    path = folder / f"{table}.xml"
    if not path.is_file():
        return
    parser = XMLPullParser(["start", "end"])
    with path.open("rb") as file:
        for number, piece in enumerate(iter(lambda: file.read(_PIECE), b"")):
            if number == 0 and b"<!DOCTYPE" in piece:
                raise BrokenDump(file=path.name, line=1, reason="a document type")
            yield from _fed(parser, piece, path.name)
        _closed(parser, path.name)


def moment(text: str) -> datetime:
    """Times of a dump are UTC and say no zone."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _fed(parser: XMLPullParser, piece: bytes, name: str) -> Iterator[Row]:
    try:
        parser.feed(piece)
        for event, element in parser.read_events():
            if event == "end" and element.tag == "row":
                yield dict(element.attrib)
                element.clear()
    except ParseError as error:
        raise BrokenDump(file=name, line=error.position[0], reason=str(error)) from error


def _closed(parser: XMLPullParser, name: str) -> None:
    try:
        parser.close()
    except ParseError as error:
        raise BrokenDump(file=name, line=error.position[0], reason=str(error)) from error
