"""The operator's own check of names (sanctions lists and the like): a place to hang it, not a list.

An operator who must screen writes a small Django app, names it in `DIWAN_EXTRA_APPS` and calls `register` in its
`ready()`. What refuses, fails or answers anything but True is a refusal; with `DIWAN_PAYOUT_SCREENING=on` and nothing
registered nobody is paid at all.
"""

import logging
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.conf import settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is about to be paid: names as shown and as the account has it, the IBAN's country or "", minor units."""

    community_id: int
    party: UUID
    name: str
    holder: str
    country: str
    kind: str
    amount_minor: int
    currency: str


class Screen(Protocol):
    def __call__(self, payee: Payee) -> bool:
        """True only if this payee may be paid. Must be quick or cached: it is asked for each payment of a batch."""


_screens: list[Screen] = []


def register(screen: Screen) -> None:
    """Registering the same one twice (apps reloaded) counts once."""
    if screen not in _screens:
        _screens.append(screen)


def forget(screen: Screen) -> None:
    _screens.remove(screen)


def is_wanted() -> bool:
    """Whether anything is to be asked before money goes out."""
    return bool(_screens) or settings.PAYOUT_SCREENING


def clears(payee: Payee) -> bool:
    """Whether every registered screen answered True; a screen that breaks has not cleared anybody."""
    if not _screens:
        return not settings.PAYOUT_SCREENING
    return all(_asked(screen, payee) for screen in _screens)


def _asked(screen: Screen, payee: Payee) -> bool:
    try:
        return screen(payee) is True
    except Exception:
        _log.exception("a payout screen failed; the payment is held")
        return False
