"""Pages by keyset: a cursor names the last row of a page by the columns that order it, all largest first."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q

from diwan.gathering.errors import NotFound

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def beyond(columns: tuple[str, ...], values: tuple[Any, ...]) -> Q:
    """Rows that come after the cursor's: smaller in the first column, or equal there and smaller in the next, …

    The bound on the first column alone is implied; it lets the database start inside the index.
    """
    tail = Q()
    for column, value in reversed(list(zip(columns, values, strict=True))):
        tail = Q(**{f"{column}__lt": value}) | (Q(**{column: value}) & tail) if tail else Q(**{f"{column}__lt": value})
    return Q(**{f"{columns[0]}__lte": values[0]}) & tail


def write_cursor(row: dict[str, Any], columns: tuple[str, ...]) -> str:
    return ".".join(str((row[c] - _EPOCH) // _MICROSECOND if c.endswith("_at") else row[c]) for c in columns)


def read_cursor(text: str, columns: tuple[str, ...]) -> tuple[Any, ...]:
    """The values a cursor names. Raises NotFound for one that is not ours."""
    parts = text.split(".")
    if len(parts) != len(columns) or not all(p.isascii() and p.isdigit() and len(p) <= 18 for p in parts):
        raise NotFound
    try:
        return tuple(
            _EPOCH + int(part) * _MICROSECOND if column.endswith("_at") else int(part)
            for part, column in zip(parts, columns, strict=True)
        )
    except OverflowError:
        raise NotFound from None
