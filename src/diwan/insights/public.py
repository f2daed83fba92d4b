"""The door of `insights`."""

from diwan.insights.queries.cockpit import cockpit
from diwan.insights.queries.treasury import treasury
from diwan.insights.shapes import (
    Clearing,
    Cockpit,
    Cohort,
    Income,
    IncomePart,
    LastClose,
    Members,
    MonthIncome,
    Need,
    Owed,
    Reserve,
    Treasury,
)

__all__ = [
    "Clearing",
    "Cockpit",
    "Cohort",
    "Income",
    "IncomePart",
    "LastClose",
    "Members",
    "MonthIncome",
    "Need",
    "Owed",
    "Reserve",
    "Treasury",
    "cockpit",
    "treasury",
]
