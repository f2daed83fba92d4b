"""Any statement we can read, whichever it is. Pure."""

from diwan.payouts.enums import StatementFormat
from diwan.payouts.errors import UnreadableStatement
from diwan.payouts.statements import camt053, csv_table, pain002
from diwan.payouts.statements.line import Line, Unreadable
from diwan.payouts.statements.xml_parts import parsed

MOST_BYTES = 20_000_000


def read(content: bytes, currency: str) -> tuple[StatementFormat, list[Line]]:
    """(format, lines) of a file; `currency` is the account's. Raises UnreadableStatement."""
    if len(content) > MOST_BYTES:
        raise UnreadableStatement
    try:
        if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            return StatementFormat.CSV, csv_table.lines(content, currency)
        root = parsed(content)
        if root.find("CstmrPmtStsRpt") is not None:
            return StatementFormat.PAIN002, pain002.lines(root)
        return StatementFormat.CAMT053, camt053.lines(root)
    except Unreadable as error:
        raise UnreadableStatement from error
