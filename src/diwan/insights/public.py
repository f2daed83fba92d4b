"""The door of `insights`."""

from diwan.insights.queries.cockpit import cockpit
from diwan.insights.shapes import (
    Cockpit,
    Cohort,
    Income,
    IncomePart,
    LastClose,
    Members,
    MonthIncome,
    Need,
    Reserve,
)

__all__ = [
    "Cockpit",
    "Cohort",
    "Income",
    "IncomePart",
    "LastClose",
    "Members",
    "MonthIncome",
    "Need",
    "Reserve",
    "cockpit",
]
