"""Cells of an exported table: a spreadsheet must not take somebody's words for a formula."""

import json
from typing import Any

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: Any) -> Any:
    """Numbers stay numbers; text that a spreadsheet would run is led by an apostrophe (OWASP, CSV injection)."""
    if value is None or isinstance(value, bool | int):
        return value
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
