"""What happened in a period: receipts, members, signals. The nouns only; `inputs_reader` reads them from a document.

Ids here are accounts as they were recorded; `identities` turns accounts into persons before anything is computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Weights = Mapping[str, Mapping[str, int]]
"""{payer: {recipient: weight}}."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money received, minor units. `to` names the person it was meant for, if any."""

    id: str
    payer: str
    kind: str
    gross: int
    tax: int
    fee: int
    to: str | None = None

    @property
    def net(self) -> int:
        """What is left for the community: gross − tax − processor fee."""
        return self.gross - self.tax - self.fee


@dataclass(frozen=True, slots=True)
class Member:
    """Standing of a person. Somebody unknown has status ok, trust 0, tenure 0 (days) and no roles."""

    suspended: bool = False
    trust: int = 0
    tenure: int = 0
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a settlement needs beside the plan. `persons` maps accounts to the person who is paid."""

    seed: str
    receipts: tuple[Receipt, ...]
    actuals: Mapping[str, int]
    members: Mapping[str, Member]
    persons: Mapping[str, str]
    signals: Mapping[str, tuple[tuple[str, str, int], ...]]
    points: Mapping[str, Mapping[str, int]]
    claims: Mapping[str, tuple[tuple[str, int], ...]]
    referrals: Mapping[str, str]
