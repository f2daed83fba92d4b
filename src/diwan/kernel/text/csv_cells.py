"""Cells of an exported table: a spreadsheet must not take somebody's words for a formula."""

import json
from typing import Any

# A spreadsheet runs what begins like this, full-width forms included; a leading apostrophe makes it text.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_UNSEEN = " \u00a0\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\0"


def safe_text(text: str) -> str:
    """The cell, never a formula: also not behind blanks or marks of direction (OWASP, CSV injection)."""
    runs = text.startswith(_STARTS_A_FORMULA) or text.lstrip(_UNSEEN).startswith(_STARTS_A_FORMULA)
    return f"'{text}" if runs else text


def safe_cell(value: Any) -> Any:
    """Numbers stay numbers; text that a spreadsheet would run is led by an apostrophe."""
    if value is None or isinstance(value, bool | int):
        return value
    return safe_text(json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value))
