"""Reads a Stack Exchange dump: one XML file a table, one `<row/>` a line, everything in attributes. Streamed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from diwan.moving.errors import BrokenDump, DeclaresDocumentType, NotADump, Unreadable

NEEDED = ("Users", "Posts", "Comments")
_PIECE = 1 << 16


class Row(dict[str, str]):
    """A row's attributes, and where it stands. Asking for one that is not there raises Unreadable."""

    def __init__(self, attributes: dict[str, str], file: str, line: int) -> None:
        super().__init__(attributes)
        self._file, self._line = file, line

    def __missing__(self, field: str) -> NoReturn:
        raise Unreadable(file=self._file, line=self._line, field=field)

    def moment(self, field: str) -> datetime:
        """Times of a dump are UTC and say no zone. Raises Unreadable."""
        try:
            return datetime.fromisoformat(self[field]).replace(tzinfo=UTC)
        except ValueError:
            self.__missing__(field)


def check(folder: Path) -> None:
    """Raises NotADump unless the three tables without which there is nothing to bring are there."""
    for table in NEEDED:
        if not (folder / f"{table}.xml").is_file():
            raise NotADump(folder=folder, file=f"{table}.xml")


def rows(folder: Path, table: str) -> Iterator[Row]:
    """The rows of a table, in the file's order; none when the dump lacks it. Raises BrokenDump, DeclaresDocumentType.

    A dump has no document type; a file that declares one is refused, so that no entity can ever be expanded.
    """
    path = folder / f"{table}.xml"
    if not path.is_file():
        return
    waiting: list[Row] = []
    parser = _parser(path.name, waiting)
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                parser.Parse(piece, False)
                yield from waiting
                waiting.clear()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise BrokenDump(file=path.name, line=error.lineno) from error
    yield from waiting


def _parser(name: str, waiting: list[Row]) -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            waiting.append(Row(attributes, name, parser.CurrentLineNumber))

    def refuse(*_declaration: object) -> None:
        raise DeclaresDocumentType(file=name, line=parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    return parser
