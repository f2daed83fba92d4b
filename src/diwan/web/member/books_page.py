"""The books of a month shaped for their page: flows for the ribbons, rows for the waterfall, bins for the dots."""

import csv
import io
import zipfile
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.distribution import public as distribution
from diwan.kernel.text.csv_cells import safe_text
from diwan.kernel.text.money import plain_amount
from diwan.kernel.text.numbers import format_number, in_digits
from diwan.kernel.text.reader import current_reader
from diwan.web.drawing.dotplot import Bin
from diwan.web.drawing.fall import FallRow
from diwan.web.drawing.sankey import Flow
from diwan.web.money_words import PIGMENTS, income_pigment, income_word, place_word

SMALL_PLACES = 7  # the ribbons show this many places; what is smaller is gathered, the list below names it all


def page_facts(books: distribution.OpenBooks, own_minor: int | None) -> dict[str, Any]:
    """Everything the page draws. `own_minor` is what the reader earned, to mark their dot."""
    return {
        "books": books,
        "inflows": [Flow(income_word(one.kind), one.gross_minor, income_pigment(one.kind)) for one in books.income],
        "outflows": _outflows(books),
        "rows": fall_rows(books),
        "bins": [_bin(one, own_minor, books.currency) for one in books.shares.bins],
        "own_minor": own_minor,
    }


def fall_rows(books: distribution.OpenBooks) -> list[FallRow]:
    """Income by kind, its total, tax and fees, the net, then every line of the plan until nothing is left."""
    rows = [_income_row(one) for one in books.income]
    rows.append(FallRow(_("All income"), books.gross_minor, "total", "ink", share_bp=10_000))
    for label, minor in ((_("Tax"), books.tax_minor), (_("Payment fees"), books.fees_minor)):
        if minor:
            rows.append(FallRow(label, minor, "minus", "stone", share_bp=_part(minor, books)))
    rows.append(
        FallRow(_("Net, to be shared"), books.net_minor, "total", "ink", share_bp=_part(books.net_minor, books))
    )
    rows += [_line_row(one, books) for one in books.lines]
    left = books.net_minor - sum(one.line.amount_minor for one in books.lines)
    rows.append(FallRow(_("Left in the pot"), left, "total", "ink"))
    return rows


def lines_csv(books: distribution.OpenBooks) -> str:
    """The same lines as a table; amounts with the currency's decimals, digits always 0-9."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["line", "kind", "amount", "currency"])
    for row in fall_rows(books):
        sign = "-" if row.kind == "minus" else ""
        writer.writerow(
            [safe_text(row.label), row.kind, sign + plain_amount(row.minor, books.currency), books.currency]
        )
    return out.getvalue()


def zipped(files: dict[str, bytes], folder: str, at: datetime) -> bytes:
    """The bundle as one archive under a folder of its own; `at` dates the entries, so the bytes do not vary."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"{folder}/{path}", at.timetuple()[:6]), content)
    return out.getvalue()


def _outflows(books: distribution.OpenBooks) -> list[Flow]:
    flows = [Flow(place_word(one.key), one.amount_minor, PIGMENTS[one.tone]) for one in books.destinations]
    if len(flows) <= SMALL_PLACES:
        return flows
    rest = sum(flow.minor for flow in flows[SMALL_PLACES - 1 :])
    return [*flows[: SMALL_PLACES - 1], Flow(_("Smaller places"), rest, "stone")]


def _income_row(one: distribution.IncomeKind) -> FallRow:
    note = ""
    if one.payer_count:
        shown = format_number(one.payer_count, current_reader())
        note = ngettext("%(shown)s payer", "%(shown)s payers", one.payer_count) % {"shown": shown}
    return FallRow(income_word(one.kind), one.gross_minor, "plus", income_pigment(one.kind), note, one.part_bp)


def _line_row(one: distribution.BookLine, books: distribution.OpenBooks) -> FallRow:
    note = ""
    if one.people:
        shown = format_number(one.people, current_reader())
        note = ngettext("%(shown)s person", "%(shown)s people", one.people) % {"shown": shown}
    label, minor = place_word(one.line.to), one.line.amount_minor
    return FallRow(label, minor, "share", PIGMENTS[one.line.tone], note, _part(minor, books))


def _part(minor: int, books: distribution.OpenBooks) -> int:
    return minor * 10_000 // books.gross_minor if books.gross_minor else 0


def _bin(one: distribution.ShareBin, own: int | None, currency: str) -> Bin:
    low, high = plain_amount(one.low_minor, currency), plain_amount(one.high_minor or 0, currency)
    label = f"{_short(low)}+" if one.high_minor is None else f"{_short(low)}–{_short(high)}"
    holds = own is not None and own > 0 and one.low_minor <= own and (one.high_minor is None or own < one.high_minor)
    return Bin(in_digits(label, current_reader()), one.count, holds)


def _short(amount: str) -> str:
    return amount.rstrip("0").rstrip(".") if "." in amount else amount
