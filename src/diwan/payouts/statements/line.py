"""What every kind of statement is read into. Pure."""

from dataclasses import dataclass
from datetime import date


class Unreadable(ValueError):
    """The file is not of this kind, or is broken."""


@dataclass(frozen=True, slots=True)
class Line:
    """One movement or report. `amount_minor` is always positive; `is_out`: money left, or was to leave.

    `reference`: the end-to-end id if the format has one, else ""; `text`: everything said about it; `is_failure`: a
    report that it was refused, or money that came back; `reason` says why in the bank's words.
    """

    amount_minor: int
    currency: str
    is_out: bool
    is_failure: bool
    booked_date: date | None
    reference: str
    bank_reference: str
    text: str
    reason: str
